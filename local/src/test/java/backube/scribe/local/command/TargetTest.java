package backube.scribe.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import backube.scribe.core.command.CommandFailed;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetTest {
  private static final ResourceKey SOURCE = new ResourceKey(Role.SOURCE, "a", "db");
  private static final ResourceKey DESTINATION = new ResourceKey(Role.DESTINATION, "a", "db");
  private static final ResourceKey ELSEWHERE = new ResourceKey(Role.SOURCE, "b", "db");
  private static final List<ResourceKey> ALL = List.of(SOURCE, DESTINATION, ELSEWHERE);

  @Test
  void wordsAreReadAsKubectlReadsThem() {
    assertThat(Target.of(List.of(), null, null)).isEqualTo(target(null, null));
    assertThat(Target.of(List.of("db"), null, null)).isEqualTo(target(null, "db"));
    assertThat(Target.of(List.of("source"), null, null)).isEqualTo(target(Role.SOURCE, null));
    assertThat(Target.of(List.of("RD", "db"), null, null))
        .isEqualTo(target(Role.DESTINATION, "db"));
    assertThat(Target.of(List.of("replicationsources/db"), null, null))
        .isEqualTo(target(Role.SOURCE, "db"));
    assertThat(Target.of(List.of("db"), "destination", null))
        .isEqualTo(target(Role.DESTINATION, "db"));
  }

  @Test
  void aNameThatIsUniqueIsEnough() {
    ResourceKey other = new ResourceKey(Role.SOURCE, "c", "other");

    assertThat(Target.of(List.of("other"), null, null).one(List.of(SOURCE, other), "here"))
        .isEqualTo(other);
  }

  @Test
  void aNameThatIsNotUniqueIsRefusedWithTheChoice() {
    assertThatThrownBy(() -> Target.of(List.of("db"), null, null).one(ALL, "here"))
        .isInstanceOf(CommandFailed.class)
        .hasMessage(
            "more than one resource db: there are ReplicationSource a/db, ReplicationDestination"
                + " a/db, ReplicationSource b/db; say which with -n NAMESPACE or --kind KIND");
    assertThat(Target.of(List.of("db"), "source", "b").one(ALL, "here")).isEqualTo(ELSEWHERE);
    assertThat(Target.of(List.of("rd", "db"), null, null).one(ALL, "here")).isEqualTo(DESTINATION);
  }

  @Test
  void aNameThatIsNotThereIsRefusedWithThoseThatAre() {
    assertThatThrownBy(() -> Target.of(List.of("dbb"), null, "a").one(ALL, "m.yaml"))
        .hasMessage(
            "no resource dbb in namespace a in m.yaml: there are ReplicationSource a/db,"
                + " ReplicationDestination a/db, ReplicationSource b/db");
  }

  @Test
  void aKindThatIsNotKnownIsRefused() {
    assertThatThrownBy(() -> Target.of(List.of("pod/x"), null, null))
        .hasMessageStartingWith("unknown kind \"pod\"; known are source and destination");
  }

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

  private static Target target(Role role, String name) {
    return new Target(Optional.ofNullable(role), Optional.empty(), Optional.ofNullable(name));
  }
}
