package backube.scribe.kubernetes.definition;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.crd.Crds;
import backube.scribe.core.plugin.InstalledMover;
import backube.scribe.core.plugin.MoverCatalog;
import backube.scribe.kubernetes.definition.KeptDefinitions.Outcome;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.movers.restic.ResticMover;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptDefinitionsTest {
  private static final List<ObjectNode> WITHOUT_MOVERS = definitions(List.of());
  private static final List<ObjectNode> WITH_RESTIC =
      definitions(
          List.of(
              new InstalledMover(
                  "restic", new ResticMover(), "restic", "0.1.0", Path.of("restic.jar"))));

  private final Cluster cluster = new Cluster();
  private final KeptDefinitions kept = new KeptDefinitions(cluster);

  private static List<ObjectNode> definitions(List<InstalledMover> movers) {
    return new Crds(Dialect.SCRIBE.crds(), new MoverCatalog(movers, List.of())).render();
  }

  @Test
  void whatIsMissingIsMade() throws InterruptedException {
    assertThat(kept.keep(WITH_RESTIC)).containsExactly(Outcome.MADE, Outcome.MADE);
    assertThat(cluster.applied).isEqualTo(WITH_RESTIC);
  }

  @Test
  void whatIsUpToDateIsNotWritten() throws InterruptedException {
    cluster.has(WITH_RESTIC);

    assertThat(kept.keep(WITH_RESTIC)).containsExactly(Outcome.SAME, Outcome.SAME);
    assertThat(cluster.applied).isEmpty();
  }

  @Test
  void theSectionOfAMoverThatIsAddedAppears() throws InterruptedException {
    cluster.has(WITHOUT_MOVERS);

    assertThat(kept.keep(WITH_RESTIC)).containsExactly(Outcome.CHANGED, Outcome.CHANGED);
    assertThat(cluster.applied).isEqualTo(WITH_RESTIC);
  }

  @Test
  void theSectionOfAMoverThatIsMissingHereStays() throws InterruptedException {
    cluster.has(WITH_RESTIC);

    assertThat(kept.keep(WITHOUT_MOVERS)).containsExactly(Outcome.LEFT, Outcome.LEFT);
    assertThat(cluster.applied).isEmpty();
  }

  @Test
  void aNewerDefinitionStays() throws InterruptedException {
    ObjectNode newer = WITH_RESTIC.get(0).deepCopy();
    ((ObjectNode) newer.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties"))
        .putObject("invented")
        .put("type", "string");
    cluster.has(List.of(newer, WITH_RESTIC.get(1)));

    assertThat(kept.keep(WITH_RESTIC)).containsExactly(Outcome.LEFT, Outcome.SAME);
  }

  @Test
  void whatTheClusterRefusesDoesNotKeepTheOthersFromBeingMade() throws InterruptedException {
    cluster.refused = "replicationsources.scribe.backube";

    assertThat(kept.keep(WITH_RESTIC)).containsExactly(Outcome.REFUSED, Outcome.MADE);
  }

  private static final class Cluster implements InstalledDefinitions {
    private final Map<String, JsonNode> there = new HashMap<>();
    private final List<ObjectNode> applied = new ArrayList<>();
    private String refused = "";

    void has(List<ObjectNode> definitions) {
      definitions.forEach(one -> there.put(one.at("/metadata/name").asText(), one));
    }

    @Override
    public Optional<JsonNode> find(String name) {
      return Optional.ofNullable(there.get(name));
    }

    @Override
    public void apply(ObjectNode definition) {
      if (definition.at("/metadata/name").asText().equals(refused)) {
        throw new DefinitionRefused("forbidden");
      }
      applied.add(definition);
    }
  }
}
