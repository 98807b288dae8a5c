package backube.scribe.core.resource;

import java.util.Set;

/**
 * Port: objects of others that a resource waits for. They are few, and only while something is
 * wrong; whoever carries out the passes makes one soon after such an object has changed.
 */
public interface Awaited {
  /** For where everything is read anew anyway. */
  Awaited NONE = (who, objects) -> {};

  /**
   * Sets what a resource waits for, in place of what it waited for before.
   *
   * @param objects in the namespace of the resource; empty if it waits for nothing any more
   */
  void awaits(ResourceKey who, Set<Named> objects);

  /** Kinds of objects that can be waited for. */
  enum Kind {
    SECRET,
    CONFIG_MAP,
    CLAIM,
    ACCOUNT
  }

  /** One object. */
  record Named(Kind kind, String name) {}
}
