package backube.scribe.movers.rsync;

import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Requirements;
import backube.scribe.api.mover.Step;
import backube.scribe.api.mover.Volume;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the container expects of both movers. */
final class Container {
  /** The image of this version of the plugin; the container contract binds the two. */
  static final String IMAGE = "quay.io/backube/scribe-mover-rsync:0.1.0";

  /** Where keys are mounted. */
  static final String KEYS = "/keys/";

  /** The step of a source. */
  static final String SEND = "send";

  /** The step of a destination. */
  static final String RECEIVE = "receive";

  /** The field that names the other side. */
  static final String ADDRESS = "address";

  static final String SSH = "ssh";
  static final String TLS = "tls";

  /** Reads what others own. */
  private static final String READ = "DAC_OVERRIDE";

  /** Sets owners, modes, times and file capabilities. */
  private static final String[] METADATA = {"CHOWN", "FOWNER", "FSETID", "SETFCAP"};

  /** A name, an IPv4 address or an IPv6 address, which may be in brackets. */
  private static final Pattern HOST =
      Pattern.compile(
          "[a-zA-Z0-9_][a-zA-Z0-9_.-]*|\\[?[0-9a-fA-F]*(:[0-9a-fA-F.]*){2,}(%[a-zA-Z0-9]+)?\\]?");

  private Container() {}

  static Plan.Builder send(String transport) {
    return plan(transport, SEND).capabilities(READ);
  }

  static Plan.Builder receive(String transport, Volume volume) {
    Plan.Builder plan = plan(transport, RECEIVE).capabilities(READ).capabilities(METADATA);
    if (volume.unread() && !volume.block()) {
      plan.env("IN_PLACE", "1");
    }
    return plan.writesData();
  }

  private static Plan.Builder plan(String transport, String step) {
    return Plan.builder().step(Step.named(step)).env("TRANSPORT", transport);
  }

  /** A Secret of the user's; what is empty names none, as with VolSync. */
  static Optional<Ref> given(Optional<String> name) {
    return name.filter(text -> !text.isBlank()).map(Ref::secret);
  }

  /** A port is there, and can be one. */
  static void checkPort(Requirements.Builder requirements, Optional<Integer> port) {
    requirements.check(
        port.map(number -> number != 0).orElse(true), "port", "expected 1 to 65535, found 0");
  }

  /** What VolSync ignores without a word. */
  static void warnOfIdle(
      Requirements.Builder requirements, Optional<String> path, Optional<String> sshUser) {
    requirements.warn(
        path.orElse("").isBlank(),
        "path",
        "has no effect, the volume as a whole is sent; remove it");
    requirements.warn(
        sshUser.filter(user -> !user.isBlank() && !user.equals("root")).isEmpty(),
        "sshUser",
        "has no effect, the user is always root; remove it");
  }

  /** A source has to know where to connect: it never listens. */
  static void checkAddress(Requirements.Builder requirements, Optional<String> address) {
    String host = address.orElse("");
    requirements.check(
        !host.isBlank(),
        ADDRESS,
        "must name the host to connect to: the address in the status of the destination");
    requirements.check(
        host.isBlank() || HOST.matcher(host).matches(),
        ADDRESS,
        "expected the name or the IP address of a host, without a port, found \"" + host + "\"");
  }
}
