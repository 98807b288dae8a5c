package backube.scribe.local.folder;

import java.nio.file.Path;

/**
 * A PersistentVolumeClaim and what it stands for on this machine.
 *
 * @param name of the claim
 * @param folder the folder, absolute; whether it exists is not said
 * @param block whether its {@code volumeMode} is {@code Block}
 * @param readOnly whether nobody may write to it: its access modes are {@code ReadOnlyMany} alone
 */
public record Claim(String name, Path folder, boolean block, boolean readOnly) {}
