package backube.scribe.testkit;

import backube.scribe.api.mover.Announcement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes what an announcing function is asked with; at first nothing is known. */
public final class AnnouncementBuilder<S extends Record> {
  private final Optional<S> previous;
  private Optional<String> address = Optional.empty();
  private Optional<Integer> port = Optional.empty();
  private final Map<String, String> secretNames = new LinkedHashMap<>();

  private AnnouncementBuilder(Optional<S> previous) {
    this.previous = previous;
  }

  /** An announcement with the status before it. */
  public static <S extends Record> AnnouncementBuilder<S> of(Optional<S> previous) {
    return new AnnouncementBuilder<>(previous);
  }

  /** Where the plan's endpoint is reached. */
  public AnnouncementBuilder<S> at(String where, int atPort) {
    address = Optional.of(where);
    port = Optional.of(atPort);
    return this;
  }

  /** A generated Secret is there. */
  public AnnouncementBuilder<S> secret(String role, String name) {
    secretNames.put(role, name);
    return this;
  }

  public Announcement<S> build() {
    return new Announcement<>(address, port, Map.copyOf(secretNames), previous);
  }
}
