package backube.scribe.e2e.fence.bad.local;

public final class Sandbox {}
