package backube.scribe.local.loop;

import backube.scribe.core.resource.ResourceKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Which resource to look at next: first those that something happened to, in the order it did, then
 * those whose time has come. A resource is on it once.
 */
final class Agenda {
  private final Set<ResourceKey> awake = new LinkedHashSet<>();
  private final Map<ResourceKey, Instant> times = new HashMap<>();

  /** May hold times that were moved; {@link #times} tells which count. */
  private final PriorityQueue<Appointment> appointments =
      new PriorityQueue<>(Comparator.comparing(Appointment::at).thenComparing(Appointment::key));

  private record Appointment(Instant at, ResourceKey key) {}

  /** Look at it as soon as possible. */
  void wake(ResourceKey key) {
    awake.add(key);
  }

  /** Look at it then, and not at a time that was set before. */
  void set(ResourceKey key, Instant at) {
    times.put(key, at);
    appointments.add(new Appointment(at, key));
    if (appointments.size() > 64 + 4 * times.size()) {
      appointments.removeIf(appointment -> !counts(appointment));
    }
  }

  /** Forget the time that was set. */
  void clear(ResourceKey key) {
    times.remove(key);
  }

  /** Takes the next resource to look at now. */
  Optional<ResourceKey> take(Instant now) {
    var first = awake.iterator();
    if (first.hasNext()) {
      ResourceKey key = first.next();
      first.remove();
      times.remove(key);
      return Optional.of(key);
    }
    Optional<Instant> next = next();
    if (next.isEmpty() || next.get().isAfter(now)) {
      return Optional.empty();
    }
    ResourceKey key = appointments.remove().key();
    times.remove(key);
    return Optional.of(key);
  }

  /** When the next time comes that was set. */
  Optional<Instant> next() {
    while (!appointments.isEmpty() && !counts(appointments.peek())) {
      appointments.remove();
    }
    return Optional.ofNullable(appointments.peek()).map(Appointment::at);
  }

  private boolean counts(Appointment appointment) {
    return appointment.at().equals(times.get(appointment.key()));
  }
}
