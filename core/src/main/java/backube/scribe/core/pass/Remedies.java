package backube.scribe.core.pass;

import backube.scribe.api.mover.Ref;
import backube.scribe.api.resource.PodOptions;
import backube.scribe.core.plugin.Decoded;
import backube.scribe.core.plugin.Section;
import backube.scribe.core.plugin.Sections;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.resource.Awaited.Kind;
import backube.scribe.core.resource.Awaited.Named;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.sync.Due;
import backube.scribe.core.sync.Phase;
import backube.scribe.core.sync.Run;
import backube.scribe.core.sync.State;
import backube.scribe.core.volume.VolumeRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which objects of others could heal what is wrong with a resource, if they changed. */
final class Remedies {
  /** Waits that end when such an object comes or changes. */
  private static final Set<String> CURABLE =
      Set.of(Reasons.MISSING_REFERENCE, Reasons.VOLUME_UNUSABLE);

  private final Sections sections;

  Remedies(Sections sections) {
    this.sections = sections;
  }

  /** Empty as long as nothing is wrong, or only time can tell. */
  Set<Named> of(Replication resource, Due due, State state) {
    return curable(due, state) && sections.decode(resource) instanceof Decoded.Usable usable
        ? named(usable.section())
        : Set.of();
  }

  private static boolean curable(Due due, State state) {
    Run run = state.run();
    if (run != null) {
      return run.phase() == Phase.RESTING && run.failure() != null;
    }
    boolean refused = state.waitingFor() != null && CURABLE.contains(state.waitingFor().reason());
    // A failed schedule starts anew at its next slot, whatever changes.
    return refused || (state.failure() != null && !(due instanceof Due.Scheduled));
  }

  private static <C extends Record> Set<Named> named(Section<C, ?> section) {
    Set<Named> names = new LinkedHashSet<>();
    ObjectCheck.wanted(section, section.side().requirements(section.config()))
        .keySet()
        .forEach(ref -> names.add(named(ref)));
    section
        .volume()
        .flatMap(VolumeRequest::claim)
        .ifPresent(claim -> names.add(new Named(Kind.CLAIM, claim)));
    section.options().pod().map(PodOptions::moverVolumes).orElse(List.of()).stream()
        .flatMap(volume -> volume.volumeSource().persistentVolumeClaim().stream())
        .forEach(source -> names.add(new Named(Kind.CLAIM, source.getClaimName())));
    ObjectCheck.account(section).ifPresent(name -> names.add(new Named(Kind.ACCOUNT, name)));
    return names;
  }

  private static Named named(Ref ref) {
    return new Named(ref.kind() == Ref.Kind.SECRET ? Kind.SECRET : Kind.CONFIG_MAP, ref.name());
  }
}
