package backube.scribe.local.sandbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The capabilities that a plan may have; others would open the machine to the mover. Those of a
 * server that gives up its rights open nothing more to a mover that has those for metadata.
 */
final class Capabilities {
  private static final Set<String> GRANTED =
      Set.of(
          "AUDIT_WRITE",
          "CHOWN",
          "DAC_OVERRIDE",
          "FOWNER",
          "FSETID",
          "SETFCAP",
          "SETGID",
          "SETUID",
          "SYS_CHROOT");

  private Capabilities() {}

  /**
   * Their names for bwrap.
   *
   * @throws Unstartable if the plan asks for another one
   */
  static List<String> granted(Collection<String> asked) throws Unstartable {
    List<String> granted = new ArrayList<>();
    for (String name : asked) {
      if (!GRANTED.contains(name)) {
        throw new Unstartable(
            "the mover asks for the capability %s; the embedded engine grants only %s"
                .formatted(name, GRANTED.stream().sorted().toList()));
      }
      granted.add("CAP_" + name);
    }
    return granted;
  }
}
