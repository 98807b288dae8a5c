package backube.scribe.core.plugin;

import backube.scribe.core.reason.Refusal;

/** What became of a resource's section. */
public sealed interface Decoded {
  /** It can be used. */
  record Usable(Section<?, ?> section) implements Decoded {}

  /** It can't; nothing has been looked up or created. */
  record Refused(Refusal refusal) implements Decoded {}

  /** Another controller handles the resource. */
  record Elsewhere() implements Decoded {}
}
