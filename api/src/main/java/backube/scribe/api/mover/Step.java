package backube.scribe.api.mover;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One thing to do: one argument of the entry point. Neighbouring steps with equal claims and equal
 * need of the data share an attempt (one pod); where either changes, another attempt starts.
 *
 * @param name argument of the entry point: lower-case letters, digits and dashes
 * @param claims what it shares with other resources
 * @param data whether it needs the data volume; steps at the end that don't run after the
 *     point-in-time copy is gone
 */
public record Step(String name, List<Claim> claims, boolean data) {
  public Step {
    claims = List.copyOf(claims);
  }

  /** A step that needs the data volume and claims nothing. */
  public static Step named(String name) {
    return new Step(name, List.of(), true);
  }

  /** The same with one more claim. */
  public Step with(Claim claim) {
    List<Claim> more = new ArrayList<>(claims);
    more.add(claim);
    return new Step(name, more, data);
  }

  Step naming(UnaryOperator<Ref> names) {
    return new Step(
        name,
        claims.stream()
            .map(
                claim ->
                    new Claim(claim.what(), names.apply(claim.ref()), claim.key(), claim.mode()))
            .toList(),
        data);
  }

  /** The same without the data volume. */
  public Step withoutData() {
    return new Step(name, claims, false);
  }
}
