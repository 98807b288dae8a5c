package backube.scribe.e2e.fence.bad.core.unmarked;

/** In a package that says nothing of nulls. */
final class Unmarked {}
