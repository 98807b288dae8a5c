package backube.scribe.api.mover;

/**
 * The data volume of a run, as far as a plan may depend on it.
 *
 * @param staged whether the mover works on a copy made for this run (so that inodes, ctimes and
 *     device numbers are new each time) and not on the user's own volume
 * @param block whether it is a raw block device
 * @param unread whether nobody reads it while the mover is at work: a copy made for this run, or a
 *     volume that the resource made and of which others get images
 */
public record Volume(boolean staged, boolean block, boolean unread) {}
