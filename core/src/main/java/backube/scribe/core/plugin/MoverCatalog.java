package backube.scribe.core.plugin;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The movers that are installed.
 *
 * @param movers sorted by name
 * @param refused plugins that were not loaded, and why, sorted by file
 */
public record MoverCatalog(List<InstalledMover> movers, List<RefusedPlugin> refused) {
  public MoverCatalog {
    movers = List.copyOf(movers);
    refused = List.copyOf(refused);
  }

  /**
   * The same with images of the installation's own choice.
   *
   * @param images by the name of the mover; one without keeps the image that it names
   */
  public MoverCatalog withImages(Map<String, String> images) {
    return new MoverCatalog(
        movers.stream()
            .map(
                mover ->
                    images.containsKey(mover.name())
                        ? mover.withImage(images.get(mover.name()))
                        : mover)
            .toList(),
        refused);
  }

  /** The mover of that name. */
  public Optional<InstalledMover> find(String name) {
    return movers.stream().filter(mover -> mover.name().equals(name)).findFirst();
  }

  /** Names of all movers, sorted. */
  public List<String> names() {
    return movers.stream().map(InstalledMover::name).toList();
  }
}
