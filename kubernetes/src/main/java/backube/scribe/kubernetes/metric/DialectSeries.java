package backube.scribe.kubernetes.metric;

import backube.scribe.core.metric.SyncMetrics;
import backube.scribe.kubernetes.dialect.Dialect;

/** Where the figures of one dialect are. */
public record DialectSeries(Dialect dialect, SyncMetrics metrics) {}
