package backube.scribe.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ResourceKeyTest {
  private static final ResourceKey OURS = new ResourceKey(Role.SOURCE, "ns", "db");
  private static final ResourceKey THEIRS =
      new ResourceKey("acme.example", Role.SOURCE, "ns", "db");

  @Test
  void namesTheGroupIfItIsNotOurs() {
    assertThat(OURS).hasToString("ReplicationSource ns/db");
    assertThat(THEIRS).hasToString("ReplicationSource.acme.example ns/db");
  }

  @Test
  void keysOfTwoGroupsAreTwo() {
    assertThat(OURS).isNotEqualTo(THEIRS);
    TreeSet<ResourceKey> keys = new TreeSet<>();
    keys.add(OURS);
    keys.add(THEIRS);
    assertThat(keys).hasSize(2);
  }

  @Test
  void aKeyThatWasStoredWithoutAGroupIsOurs() throws JsonProcessingException {
    String stored = "{\"role\": \"SOURCE\", \"namespace\": \"ns\", \"name\": \"db\"}";
    assertThat(Json.strict().readValue(stored, ResourceKey.class)).isEqualTo(OURS);
    assertThat(Json.strict().readValue(Json.strict().writeValueAsString(THEIRS), ResourceKey.class))
        .isEqualTo(THEIRS);
  }
}
