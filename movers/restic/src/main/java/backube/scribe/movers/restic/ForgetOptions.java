package backube.scribe.movers.restic;

import backube.scribe.api.mover.Requirements;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Options of {@code restic forget}. Made of numbers and spans only, so that no value can bring
 * along another option.
 */
final class ForgetOptions {
  private static final String DEFAULT = "--keep-last 1";
  private static final String ALL = "unlimited";

  private ForgetOptions() {}

  /** The options, separated by single blanks. */
  static String of(Optional<Retain> retain) {
    List<String> rules = retain.map(ForgetOptions::rules).orElse(List.of());
    return rules.isEmpty() ? DEFAULT : String.join(" ", rules);
  }

  /** Tells what is wrong with {@code retain}. */
  static void check(Retain retain, Requirements.Builder problems) {
    boolean last = retain.last().map(value -> number(value).isPresent()).orElse(true);
    boolean within = retain.within().map(text -> Within.parse(text).isPresent()).orElse(true);
    problems
        .check(
            last,
            "retain.last",
            "\""
                + retain.last().map(IntOrString::getValue).orElse("")
                + "\" is neither a whole number of at least 0, such as 3, nor \""
                + ALL
                + "\"")
        .check(
            within,
            "retain.within",
            "\"" + retain.within().orElse("") + "\" must be " + Within.EXPECTED)
        .check(
            !last || !within || retain.equals(Retain.NONE) || !rules(retain).isEmpty(),
            "retain",
            "every rule is 0, so that nothing would be kept; set one to at least 1, or leave retain"
                + " out to keep the last snapshot");
  }

  private static List<String> rules(Retain retain) {
    List<String> rules = new ArrayList<>();
    keep(rules, "--keep-hourly", retain.hourly().map(String::valueOf));
    keep(rules, "--keep-daily", retain.daily().map(String::valueOf));
    keep(rules, "--keep-weekly", retain.weekly().map(String::valueOf));
    keep(rules, "--keep-monthly", retain.monthly().map(String::valueOf));
    keep(rules, "--keep-yearly", retain.yearly().map(String::valueOf));
    keep(
        rules,
        "--keep-within",
        retain.within().flatMap(Within::parse).filter(w -> !w.zero()).map(Within::toString));
    keep(rules, "--keep-last", retain.last().flatMap(ForgetOptions::number));
    return rules;
  }

  private static void keep(List<String> rules, String option, Optional<String> value) {
    value.filter(text -> !text.equals("0")).ifPresent(text -> rules.add(option + " " + text));
  }

  /** VolSync writes {@code last} as digits in quotes, the first proposal as a number. */
  private static Optional<String> number(IntOrString value) {
    String text = String.valueOf(value.getValue());
    if (text.equals(ALL)) {
      return Optional.of(ALL);
    }
    return text.matches("[0-9]{1,9}")
        ? Optional.of(String.valueOf(Integer.parseInt(text)))
        : Optional.empty();
  }
}
