package backube.scribe.kubernetes.metric;

import backube.scribe.core.queue.Queue;
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

/** Everything that is counted, as a page for Prometheus. */
public final class MetricsPage {
  private final InstantSource clock;
  private final PrometheusRegistry series = new PrometheusRegistry();
  private final PrometheusMeterRegistry meters;

  public MetricsPage(InstantSource clock) {
    this.clock = clock;
    meters =
        new PrometheusMeterRegistry(
            PrometheusConfig.DEFAULT, series, io.micrometer.core.instrument.Clock.SYSTEM);
    new JvmMemoryMetrics().bindTo(meters);
    new JvmThreadMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    new FileDescriptorMetrics().bindTo(meters);
    new UptimeMetrics().bindTo(meters);
  }

  /** Shows the figures of a dialect too. */
  public void add(DialectSeries dialect) {
    series.register(new SyncCollector(dialect, clock));
  }

  /** Shows how long the queue is. */
  public void add(Queue queue) {
    Gauge.builder("scribe.queue.running", queue, Queue::underWay)
        .description("Syncs that are under way")
        .register(meters);
    Gauge.builder("scribe.queue.waiting", queue, Queue::inLine)
        .description("Syncs that are due and wait for their turn")
        .register(meters);
  }

  /** The page. */
  public String text() {
    return meters.scrape();
  }
}
