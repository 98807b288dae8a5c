package backube.scribe.e2e.fence.bad.movers.two;

public final class Other {}
