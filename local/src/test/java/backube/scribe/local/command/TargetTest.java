package backube.scribe.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.core.resource.Role;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetTest {
  @Test
  void aSingleWordIsANameWhereANameIsNeededAlsoIfAKindIsCalledSo() {
    assertThat(Target.named("source", null, null))
        .isEqualTo(new Target(Optional.empty(), Optional.empty(), Optional.of("source")));
  }

  @Test
  void aSingleWordIsAKindWhereAllOfAKindCanBeMeant() {
    assertThat(Target.of(List.of("source"), null, null))
        .isEqualTo(new Target(Optional.of(Role.SOURCE), Optional.empty(), Optional.empty()));
  }

  @Test
  void aKindMayStandBeforeTheName() {
    Target expected =
        new Target(Optional.of(Role.DESTINATION), Optional.of("ns"), Optional.of("db"));
    assertThat(Target.named("rd/db", null, "ns")).isEqualTo(expected);
    assertThat(Target.of(List.of("destination", "db"), null, "ns")).isEqualTo(expected);
    assertThat(Target.named("db", "destination", "ns")).isEqualTo(expected);
  }
}
