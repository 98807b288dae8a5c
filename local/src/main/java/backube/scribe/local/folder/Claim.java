package backube.scribe.local.folder;

import java.nio.file.Path;

/**
 * A PersistentVolumeClaim and what it stands for on this machine.
 *
 * @param name of the claim
 * @param path the folder, or the device or file that stands for one, absolute; whether it exists is
 *     not said
 * @param block whether its {@code volumeMode} is {@code Block}
 * @param readOnly whether nobody may write to it: its access modes are {@code ReadOnlyMany} alone
 */
public record Claim(String name, Path path, boolean block, boolean readOnly) {}
