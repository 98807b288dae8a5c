package backube.scribe.movers.restic;

import backube.scribe.api.mover.Requirements;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Options of {@code restic forget}. Made of numbers and spans only, so that no value can bring
 * along another option.
 */
final class ForgetOptions {
  private static final String DEFAULT = "--keep-last 1";

  private ForgetOptions() {}

  /** The options, separated by single blanks. */
  static String of(Optional<Retain> retain) {
    List<String> rules = retain.map(ForgetOptions::rules).orElse(List.of());
    return rules.isEmpty() ? DEFAULT : String.join(" ", rules);
  }

  /** Tells what is wrong with {@code retain}. */
  static void check(Retain retain, Requirements.Builder problems) {
    retain
        .last()
        .ifPresent(
            last ->
                problems.check(
                    number(last).isPresent(),
                    "retain.last",
                    "\"" + last.getValue() + "\" is not a whole number of at least 0, such as 3"));
    retain
        .within()
        .ifPresent(
            within ->
                problems.check(
                    Within.parse(within).isPresent(),
                    "retain.within",
                    "\"" + within + "\" must be " + Within.EXPECTED));
    problems.check(
        unset(retain) || !allZero(retain),
        "retain",
        "every rule is 0, so that nothing would be kept; set one to at least 1, or leave retain out"
            + " to keep the last snapshot");
  }

  private static boolean unset(Retain retain) {
    return counts(retain).findAny().isEmpty()
        && retain.last().isEmpty()
        && retain.within().isEmpty();
  }

  private static boolean allZero(Retain retain) {
    return counts(retain).allMatch(count -> count == 0)
        && retain.last().flatMap(ForgetOptions::number).orElse(0) == 0
        && retain.within().flatMap(Within::parse).map(Within::zero).orElse(true);
  }

  private static Stream<Integer> counts(Retain retain) {
    return Stream.of(
            retain.hourly(), retain.daily(), retain.weekly(), retain.monthly(), retain.yearly())
        .flatMap(Optional::stream);
  }

  private static List<String> rules(Retain retain) {
    List<String> rules = new ArrayList<>();
    keep(rules, "--keep-hourly", retain.hourly());
    keep(rules, "--keep-daily", retain.daily());
    keep(rules, "--keep-weekly", retain.weekly());
    keep(rules, "--keep-monthly", retain.monthly());
    keep(rules, "--keep-yearly", retain.yearly());
    retain
        .within()
        .flatMap(Within::parse)
        .filter(within -> !within.zero())
        .ifPresent(within -> rules.add("--keep-within " + within));
    keep(rules, "--keep-last", retain.last().flatMap(ForgetOptions::number));
    return rules;
  }

  private static void keep(List<String> rules, String option, Optional<Integer> count) {
    count.filter(n -> n > 0).ifPresent(n -> rules.add(option + " " + n));
  }

  /** VolSync writes {@code last} as digits in quotes, the first proposal as a number. */
  private static Optional<Integer> number(IntOrString value) {
    String text = String.valueOf(value.getValue());
    return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }
}
