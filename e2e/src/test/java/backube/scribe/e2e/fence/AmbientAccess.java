package backube.scribe.e2e.fence;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Calls, and references to methods, that take time, chance or the environment from thin air. */
final class AmbientAccess extends DescribedPredicate<JavaAccess<?>> {
  /** Also on the classes that take a clock or a seed, where the call without one is meant. */
  private static final Set<String> WITHOUT_ARGUMENTS =
      Set.of("now", "currentTimeMillis", "random", "randomUUID", "systemUTC", "systemDefaultZone");

  AmbientAccess() {
    super("takes time, chance or the environment from thin air");
  }

  @Override
  public boolean test(JavaAccess<?> access) {
    if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
      return false;
    }
    String name = target.getName();
    boolean none = target.getRawParameterTypes().isEmpty();
    if (target.getOwner().getPackageName().equals("java.time") && name.equals("now")) {
      return none;
    }
    if (target.getOwner().isEquivalentTo(System.class)) {
      return name.equals("getenv") || name.equals("currentTimeMillis") || name.equals("exit");
    }
    if (target.getOwner().isEquivalentTo(Random.class)
        || target.getOwner().isEquivalentTo(SecureRandom.class)) {
      return name.equals("<init>") && none;
    }
    return (target.getOwner().isEquivalentTo(Clock.class)
            || target.getOwner().isEquivalentTo(UUID.class)
            || target.getOwner().isEquivalentTo(Math.class))
        && none
        && WITHOUT_ARGUMENTS.contains(name);
  }
}
