package backube.scribe.core.schedule;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** A random field as a user may write it, and what is meant by it, known without reading it. */
record WrittenField(String text, Set<Integer> values, boolean star) {

  static Arbitrary<WrittenField> of(int min, int max, List<String> names) {
    return Arbitraries.frequencyOf(
        Tuple.of(2, Arbitraries.of("*", "?").map(text -> all(text, min, max))),
        Tuple.of(
            3, item(min, max, names).list().ofMinSize(1).ofMaxSize(3).map(WrittenField::list)));
  }

  private static Arbitrary<WrittenField> item(int min, int max, List<String> names) {
    Arbitrary<Integer> value = Arbitraries.integers().between(min, max);
    Arbitrary<Integer> step = Arbitraries.integers().between(1, max);
    return Arbitraries.oneOf(
        step.map(k -> new WrittenField("*/" + k, steps(min, max, k), k == 1)),
        value.map(v -> new WrittenField(write(v, min, names), Set.of(v), false)),
        Combinators.combine(value, step)
            .as(
                (v, k) ->
                    new WrittenField(write(v, min, names) + "/" + k, steps(v, max, k), false)),
        Combinators.combine(value, value, step)
            .as((a, b, k) -> range(Math.min(a, b), Math.max(a, b), k, min, names)));
  }

  private static WrittenField range(int from, int to, int step, int min, List<String> names) {
    String text = write(from, min, names) + "-" + write(to, min, names);
    return new WrittenField(step == 1 ? text : text + "/" + step, steps(from, to, step), false);
  }

  private static WrittenField all(String text, int min, int max) {
    return new WrittenField(text, steps(min, max, 1), true);
  }

  private static WrittenField list(List<WrittenField> items) {
    return new WrittenField(
        items.stream().map(WrittenField::text).collect(Collectors.joining(",")),
        items.stream().flatMap(item -> item.values().stream()).collect(Collectors.toSet()),
        items.stream().anyMatch(WrittenField::star));
  }

  private static Set<Integer> steps(int from, int to, int step) {
    return IntStream.rangeClosed(from, to)
        .filter(value -> (value - from) % step == 0)
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Every other value that has a name is written by it. */
  private static String write(int value, int min, List<String> names) {
    int name = value - min;
    return name < names.size() && name % 2 == 0 ? names.get(name) : Integer.toString(value);
  }
}
