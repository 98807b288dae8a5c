package backube.scribe.core.section;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RuleBudgetTest {
  private final RuleBudget budget = new RuleBudget();

  @Test
  void oneRuleTakesHalfOfWhatTheApiServerLetsItCost() {
    assertThat(budget.affords(5, 1_000_001)).isFalse();
    assertThat(budget.affords(5, 1_000_000)).isTrue();
  }

  @Test
  void allRulesOfASectionTakeATenthOfWhatADefinitionMayCost() {
    assertThat(budget.affords(1, 5_000_000)).isTrue();
    assertThat(budget.affords(1, 5_000_000)).isTrue();

    assertThat(budget.affords(1, 1)).isFalse();
  }

  @Test
  void whatHasNoBoundIsNotAffordable() {
    assertThat(budget.affords(1, Long.MAX_VALUE)).isFalse();
  }
}
