package backube.scribe.local.state;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.world.ThingId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Layout of the state folder. The names are part of the format: a newer release finds what an older
 * one left.
 *
 * @param root the state folder, absolute and without links
 */
public record StatePaths(Path root) {
  private static final String ENDPOINT = "endpoint-";
  private static final String SECRET = "secret-";

  /** Attempts: one directory each, with the log of those that are over in {@link #logs}. */
  public Path runs() {
    return root.resolve("runs");
  }

  /** Point-in-time copies of sources. */
  public Path copies() {
    return root.resolve("copies");
  }

  /** Volumes made for users: those of destinations, and those of claims without a folder. */
  public Path volumes() {
    return root.resolve("volumes");
  }

  /** What destinations published. */
  public Path images() {
    return root.resolve("images");
  }

  /** Scratch volumes of movers, which may be lost at any time. */
  public Path scratch() {
    return root.resolve("scratch");
  }

  /** Files of movers, unpacked from their plugins. */
  public Path movers() {
    return root.resolve("movers");
  }

  /** Small programs of this release, unpacked. */
  public Path programs() {
    return root.resolve("programs");
  }

  /** Things not yet, or no longer, in their place; emptied at every start. */
  public Path unfinished() {
    return root.resolve("unfinished");
  }

  /** What is known of resources: a directory each. */
  public Path resources() {
    return root.resolve("resources");
  }

  /** What is known of one resource. */
  public Path resource(ResourceKey key) {
    return of(resources(), key);
  }

  /** The port at which a mover of the resource listens; goes with the resource. */
  public Path endpoint(ResourceKey key, String mover) {
    return resource(key).resolve(ENDPOINT + SafeName.of(mover));
  }

  /** Whether a file is such a port. */
  public static boolean isEndpoint(Path file) {
    return String.valueOf(file.getFileName()).startsWith(ENDPOINT);
  }

  /** A Secret that was generated for the resource, and goes with it. */
  public Path secret(ResourceKey key, String name) {
    return resource(key).resolve(SECRET + SafeName.of(name));
  }

  /** Where Secrets of that name, generated for any resource of the namespace, are. */
  public List<Path> secrets(String namespace, String name) {
    Path folder = resources().resolve(SafeName.of(namespace));
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> owners = Files.list(folder)) {
      return owners
          .map(owner -> owner.resolve(SECRET + SafeName.of(name)))
          .filter(Files::exists)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Requests to the controller that holds the folder. */
  public Path requests() {
    return root.resolve("requests");
  }

  /** Held by the controller for as long as it lives. */
  public Path lock() {
    return root.resolve("controller.lock");
  }

  /** All attempts of a resource. */
  public Path runs(ResourceKey owner) {
    return of(runs(), owner);
  }

  /** One attempt; its output is the file {@code log} in it. */
  public Path attempt(ResourceKey owner, ThingId id) {
    return runs(owner).resolve(name(id));
  }

  /** Logs of the latest attempts that were removed, named {@code RUN-ROUND.log}. */
  public Path logs(ResourceKey owner) {
    return runs(owner).resolve("logs");
  }

  /** All copies made for a resource. */
  public Path copies(ResourceKey owner) {
    return of(copies(), owner);
  }

  /** The volume made for a destination. */
  public Path volume(ResourceKey owner) {
    return of(volumes(), owner);
  }

  /** The volume made for a claim that no PersistentVolume fits. */
  public Path claimed(String namespace, String claim) {
    return volumes().resolve(SafeName.of(namespace)).resolve("pvc-" + SafeName.of(claim));
  }

  /** All images that a destination published. */
  public Path images(ResourceKey owner) {
    return of(images(), owner);
  }

  /** All scratch volumes of a resource. */
  public Path scratch(ResourceKey owner) {
    return of(scratch(), owner);
  }

  /** The scratch volume of that name. */
  public Path scratch(ResourceKey owner, String name) {
    return scratch(owner).resolve(SafeName.of(name));
  }

  /** Directory name of an attempt, copy or image. */
  public static String name(ThingId id) {
    return id.run() + "-" + id.round();
  }

  private static Path of(Path folder, ResourceKey owner) {
    return folder
        .resolve(SafeName.of(owner.namespace()))
        .resolve(owner.role().direction() + "-" + SafeName.of(owner.name()));
  }
}
