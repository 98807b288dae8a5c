package backube.scribe.e2e;

import backube.scribe.e2e.cluster.ClusterRig;
import backube.scribe.e2e.embedded.EmbeddedRig;
import backube.scribe.e2e.rig.Rig;
import backube.scribe.e2e.rig.Scenario;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a rig of its own, as parameters {@link Rig} and {@link Scenario}. The system
 * property {@code scribe.rig} says which: {@code embedded} or {@code cluster}. What only a cluster
 * has is asked for as {@link ClusterRig}. With {@code scribe.unprivileged} all are as those of
 * scenarios that are {@link Unprivileged}.
 */
public final class RigExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(RigExtension.class);

  /** Closed by JUnit when the test has ended. */
  private record Made(Rig rig) implements AutoCloseable {
    @Override
    public void close() {
      rig.close();
    }
  }

  private static Rig make(ExtensionContext context) {
    boolean unprivileged =
        Boolean.getBoolean("scribe.unprivileged")
            || context
                .getElement()
                .filter(test -> test.isAnnotationPresent(Unprivileged.class))
                .isPresent();
    String rig = System.getProperty("scribe.rig", "embedded");
    return switch (rig) {
      case "embedded" -> unprivileged ? EmbeddedRig.createUnprivileged() : EmbeddedRig.create();
      case "cluster" -> unprivileged ? ClusterRig.createUnprivileged() : ClusterRig.create();
      default ->
          throw new AssertionError(
              "the system property scribe.rig is %s, expected embedded or cluster".formatted(rig));
    };
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Rig.class || type == Scenario.class || type == ClusterRig.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Rig rig =
        context
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent("rig", key -> new Made(make(context)), Made.class)
            .rig();
    Class<?> type = parameter.getParameter().getType();
    if (type == ClusterRig.class && !(rig instanceof ClusterRig)) {
      throw new AssertionError("this scenario is of a cluster: run it with -Pcluster");
    }
    return type == Scenario.class ? new Scenario(rig) : rig;
  }
}
