package backube.scribe.api.mover;

/** Status type of a side that has no status section. */
public record NoStatus() {}
