package backube.scribe.core.metric;

import backube.scribe.core.resource.ResourceKey;

/** Port: told of what is recorded of resources. Never fails the caller, and does not block. */
public interface Metrics {
  /** Counts nothing. */
  Metrics NONE =
      new Metrics() {
        @Override
        public void recorded(Recorded recorded) {}

        @Override
        public void gone(ResourceKey key) {}
      };

  /** A pass has ended, and what it decided is written; nothing may have changed. */
  void recorded(Recorded recorded);

  /** There is no such resource any more, or nothing of it is to be counted. */
  void gone(ResourceKey key);
}
