package backube.scribe.core.metric;

import backube.scribe.api.mover.Report;
import backube.scribe.core.sync.Run;
import java.util.HashMap;
import java.util.Map;

/**
 * Sizes and counts of the last run that told some.
 *
 * @param run its number
 * @param values by their names in its reports
 */
public record Figures(long run, Map<String, Double> values) {
  static final Figures NONE = new Figures(0, Map.of());

  public Figures {
    values = Map.copyOf(values);
  }

  /** The stages of one run report one after the other. */
  Figures after(Recorded step) {
    Run of = step.before().run();
    Map<String, Double> told = step.report().map(Report::figures).orElse(Map.of());
    if (of == null || told.isEmpty()) {
      return this;
    }
    Map<String, Double> all = new HashMap<>(of.number() == run ? values : Map.of());
    all.putAll(told);
    return new Figures(of.number(), all);
  }
}
