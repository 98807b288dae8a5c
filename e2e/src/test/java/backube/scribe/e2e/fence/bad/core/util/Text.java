package backube.scribe.e2e.fence.bad.core.util;

/** A package for what found no other. */
final class Text {}
