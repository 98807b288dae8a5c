package backube.scribe.kubernetes.metric;

import backube.scribe.core.queue.Queue;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is counted, as a page for Prometheus. Nothing is set up before somebody reads it,
 * so that a controller without a reader does not pay for it.
 */
public final class MetricsPage {
  private final InstantSource clock;
  private final PrometheusRegistry series = new PrometheusRegistry();
  private final List<Queue> queues = new ArrayList<>();
  private @Nullable PrometheusMeterRegistry meters;

  public MetricsPage(InstantSource clock) {
    this.clock = clock;
  }

  /** Shows the figures of a dialect too. */
  public void add(DialectSeries dialect) {
    series.register(new SyncCollector(dialect, clock));
  }

  /** Shows how long the queue is. */
  public synchronized void add(Queue queue) {
    queues.add(queue);
    if (meters != null) {
      show(queue, meters);
    }
  }

  /** The page. */
  public synchronized String text() {
    if (meters == null) {
      meters = meters();
    }
    return meters.scrape();
  }

  private PrometheusMeterRegistry meters() {
    PrometheusMeterRegistry made =
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, series, Clock.SYSTEM);
    new JvmMemoryMetrics().bindTo(made);
    new JvmThreadMetrics().bindTo(made);
    new ProcessorMetrics().bindTo(made);
    new FileDescriptorMetrics().bindTo(made);
    new UptimeMetrics().bindTo(made);
    queues.forEach(queue -> show(queue, made));
    return made;
  }

  private static void show(Queue queue, PrometheusMeterRegistry meters) {
    Gauge.builder("scribe.queue.running", queue, Queue::underWay)
        .description("Syncs that are under way")
        .register(meters);
    Gauge.builder("scribe.queue.waiting", queue, Queue::inLine)
        .description("Syncs that are due and wait for their turn")
        .register(meters);
  }
}
