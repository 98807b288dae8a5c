package backube.scribe.e2e.rig;

import java.util.List;

/** Where a scenario runs. Everything in it is the scenario's own and is gone when it is closed. */
public interface Rig extends AutoCloseable {
  /** Namespace of everything in it. */
  String namespace();

  /** Creates or changes objects; several YAML documents are applied together. */
  void apply(String manifests);

  /** Deletes an object; of a resource the kind is {@link Resource.Kind#text}. */
  void delete(String kind, String name);

  /** The status as it is now; an empty one if there is none yet. */
  Status status(Resource resource);

  /** All that the movers of a resource wrote, oldest run first. */
  String log(Resource resource);

  /** What happened to a resource, as {@code Reason: message}. */
  List<String> events(Resource resource);

  /**
   * Waits for events, each of which holds one of these texts. An event follows the status that it
   * tells of, so who has seen the status may have to wait for it.
   */
  default void awaitEvents(Resource resource, String... texts) {
    for (String text : texts) {
      Await.until(
          "an event with: " + text,
          () -> events(resource),
          events -> events.stream().anyMatch(event -> event.contains(text)),
          this::diagnosis);
    }
  }

  /** A volume with a claim of that name; made at the first call. */
  Volume volume(String claim);

  /** A raw block device of so many MiB with a claim of that name; all zero. */
  Device device(String claim, int mebibytes);

  /** A restic repository behind a Secret of that name; the repository is not initialised. */
  Repository repository(String secret);

  /** A place for rclone behind a Secret of that name. */
  Remote remote(String secret);

  /** The controller; not running yet. */
  Controller controller();

  /** Makes movers halt there; before the controller starts. */
  StopPoint stopAt(String name);

  /** Remembers what the controller has stored. */
  void rememberState();

  /** Brings back what was remembered, as after a power cut; while no controller runs. */
  void recallState();

  /** Waits until no resource has anything under way. */
  void awaitQuiet();

  /** Objects of ended runs that are still there: copies, attempts, unfinished things. */
  List<String> leftovers();

  /** What helps to see why a wait was in vain. */
  String diagnosis();

  @Override
  void close();
}
