package backube.scribe.core.pass;

import backube.scribe.api.mover.Ref;
import backube.scribe.core.resource.References;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads each object once and remembers it for as long as one pass takes. */
final class ReadOnce implements References {
  private final References from;
  private final Map<Named, Optional<Content>> read = new HashMap<>();

  private final Map<String, Boolean> accounts = new HashMap<>();

  private record Named(String namespace, Ref ref) {}

  ReadOnce(References from) {
    this.from = from;
  }

  @Override
  public Optional<Content> read(String namespace, Ref ref) {
    return read.computeIfAbsent(
        new Named(namespace, ref), named -> from.read(named.namespace(), named.ref()));
  }

  @Override
  public String missing(String namespace, Ref ref) {
    return from.missing(namespace, ref);
  }

  @Override
  public boolean hasAccount(String namespace, String name) {
    return accounts.computeIfAbsent(
        namespace + "/" + name, account -> from.hasAccount(namespace, name));
  }
}
