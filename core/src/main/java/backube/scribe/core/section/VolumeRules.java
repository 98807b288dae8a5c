package backube.scribe.core.section;

import backube.scribe.api.mover.Group;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.resource.CopyMethod;
import backube.scribe.api.resource.CustomCa;
import backube.scribe.api.resource.DestinationVolumeOptions;
import backube.scribe.api.resource.EndpointOptions;
import backube.scribe.api.resource.MoverVolume;
import backube.scribe.api.resource.PodOptions;
import backube.scribe.api.resource.SourceVolumeOptions;
import backube.scribe.api.resource.VolumeMode;
import backube.scribe.core.resource.Role;
import backube.scribe.core.run.ScratchOptions;
import backube.scribe.core.volume.VolumeRequest;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules about the core's own fields that no schema can say, with the messages of the contract. */
final class VolumeRules {
  private static final String COPY_METHOD = "copyMethod";

  private static final List<String> ACCESS_MODES =
      List.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod");

  private static final List<String> SERVICE_TYPES =
      List.of("ClusterIP", "LoadBalancer", "NodePort");

  /** A path below /mnt whose name can be a volume's name; a slash before it changes nothing. */
  private static final Pattern MOUNT_PATH =
      Pattern.compile("/?[a-z0-9]([a-z0-9/-]{0,58}[a-z0-9])?");

  /** Kubernetes and CSI count bytes in 64 bits. */
  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private final String path;
  private final Role role;
  private final MoverSide<?, ?> side;
  private final List<Problem> problems = new ArrayList<>();

  VolumeRules(String path, Role role, MoverSide<?, ?> side) {
    this.path = path;
    this.role = role;
    this.side = side;
  }

  /** What was found so far, in order. */
  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /** Puts the contract's words about a copy method in the place of the schema's. */
  static List<Problem> contractWords(
      List<Problem> problems, JsonNode section, String path, MoverSide<?, ?> side, Role role) {
    if (!side.has(Group.Kind.VOLUME)) {
      return problems;
    }
    return problems.stream()
        .map(
            problem ->
                problem.path().equals(path + "." + COPY_METHOD)
                    ? unsupported(Found.brief(section.path(COPY_METHOD).asText()), role)
                    : problem)
        .toList();
  }

  private static Problem unsupported(String found, Role role) {
    return new Problem(
        "",
        "unsupported copyMethod: %s -- must be Direct, None, %sor Snapshot"
            .formatted(found, role == Role.SOURCE ? "Clone, " : ""));
  }

  /** What the section asks of volumes; of a side without a volume, {@code part} is empty. */
  Optional<VolumeRequest> request(
      JsonNode part, Optional<String> sourcePvc, Optional<VolumeMode> mode) {
    if (role == Role.SOURCE && sourcePvc.filter(name -> !name.isBlank()).isEmpty()) {
      problems.add(
          new Problem(
              "spec.sourcePVC",
              "must name the PersistentVolumeClaim to back up or replicate, in this namespace"));
    }
    if (!side.has(Group.Kind.VOLUME)) {
      return Optional.empty();
    }
    return role == Role.SOURCE ? source(part, sourcePvc) : destination(part, mode);
  }

  private Optional<VolumeRequest> source(JsonNode part, Optional<String> claim) {
    SourceVolumeOptions options = SectionDecoder.ours(part, SourceVolumeOptions.class);
    if (options.copyMethod().isEmpty()) {
      problems.add(unsupported("", role));
    }
    size(options.capacity(), "capacity");
    modes(options.accessModes(), "accessModes");
    return options
        .copyMethod()
        .map(
            method ->
                new VolumeRequest(
                    method,
                    claim,
                    options.capacity(),
                    options.storageClassName(),
                    options.accessModes(),
                    options.volumeSnapshotClassName(),
                    side.has(Group.Kind.BLOCK),
                    false));
  }

  private Optional<VolumeRequest> destination(JsonNode part, Optional<VolumeMode> mode) {
    DestinationVolumeOptions options = SectionDecoder.ours(part, DestinationVolumeOptions.class);
    Optional<CopyMethod> method = options.copyMethod();
    if (method.isEmpty() || method.get() == CopyMethod.CLONE) {
      problems.add(unsupported(method.isEmpty() ? "" : "Clone", role));
    }
    Optional<String> claim = options.destinationPvc().filter(name -> !name.isBlank());
    if (claim.isEmpty() && options.accessModes().isEmpty()) {
      problems.add(new Problem("", "accessModes must be provided when destinationPVC is not"));
    }
    if (claim.isEmpty() && options.capacity().isEmpty()) {
      problems.add(new Problem("", "capacity must be provided when destinationPVC is not"));
    }
    size(options.capacity(), "capacity");
    modes(options.accessModes(), "accessModes");
    return method.map(
        found ->
            new VolumeRequest(
                found,
                claim,
                options.capacity(),
                options.storageClassName(),
                options.accessModes(),
                options.volumeSnapshotClassName(),
                side.has(Group.Kind.BLOCK),
                options.cleanupTempPvc().orElse(false),
                side.has(Group.Kind.ENDPOINT) ? Optional.of(true) : Optional.empty(),
                mode));
  }

  /** Options of a scratch volume. */
  ScratchOptions scratch(String name, JsonNode part) {
    Optional<Quantity> capacity =
        Optional.ofNullable(part.get(GroupFields.capacity(name)))
            .map(value -> new Quantity(value.asText()));
    Optional<String> storageClass =
        Optional.ofNullable(part.get(GroupFields.storageClass(name))).map(JsonNode::asText);
    List<String> modes = SectionDecoder.texts(part, GroupFields.accessModes(name));
    size(capacity, GroupFields.capacity(name));
    modes(modes, GroupFields.accessModes(name));
    boolean cleanup = part.path(GroupFields.cleanup(name)).asBoolean(false);
    return new ScratchOptions(capacity, storageClass, modes, cleanup);
  }

  /** A certificate authority, which must be complete to be of use. */
  Optional<CustomCa> customCa(CustomCa found) {
    String at = path + "." + GroupFields.CUSTOM_CA;
    if (found.key().filter(key -> !key.isBlank()).isEmpty()) {
      problems.add(
          new Problem(at + ".key", "must name the key that holds the certificate in PEM form"));
    }
    if (found.secretName().or(found::configMapName).filter(name -> !name.isBlank()).isEmpty()) {
      problems.add(
          new Problem(
              at, "secretName or configMapName must name the object that holds the certificate"));
    }
    return Optional.of(found);
  }

  /** Options of the pod. */
  PodOptions pod(PodOptions options) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < options.moverVolumes().size(); i++) {
      MoverVolume volume = options.moverVolumes().get(i);
      String at = path + ".moverVolumes[" + i + "]";
      if (!MOUNT_PATH.matcher(volume.mountPath()).matches() || volume.mountPath().contains("//")) {
        problems.add(
            new Problem(
                at + ".mountPath",
                "expected a path below /mnt of lower-case letters, digits, - and /, such as cache,"
                    + " found \""
                    + Found.brief(volume.mountPath())
                    + '"'));
      } else if (!seen.add(volume.mountPath().replaceFirst("^/", "").replace('/', '-'))) {
        problems.add(
            new Problem(at + ".mountPath", volume.mountPath() + " is used by another volume"));
      }
      long sources = sources(volume.volumeSource());
      if (sources != 1) {
        problems.add(
            new Problem(
                at + ".volumeSource",
                "expected exactly one of secret, persistentVolumeClaim and nfs, found " + sources));
      }
    }
    return options;
  }

  /** What kind of volume is made. */
  Optional<VolumeMode> mode(String text) {
    if (text.equals("Block")) {
      return Optional.of(VolumeMode.BLOCK);
    } else if (!text.equals("Filesystem")) {
      problems.add(
          new Problem(
              path + ".volumeMode",
              "expected Block or Filesystem, found \"" + Found.brief(text) + '"'));
    }
    return Optional.empty();
  }

  /** How an endpoint is offered. */
  EndpointOptions endpoint(EndpointOptions options) {
    options
        .serviceType()
        .filter(type -> !SERVICE_TYPES.contains(type))
        .ifPresent(
            type ->
                problems.add(
                    new Problem(
                        path + ".serviceType",
                        "expected one of %s, found \"%s\""
                            .formatted(String.join(", ", SERVICE_TYPES), Found.brief(type)))));
    return options;
  }

  private static long sources(MoverVolume.Source source) {
    return List.of(source.secret(), source.persistentVolumeClaim(), source.nfs()).stream()
        .filter(Optional::isPresent)
        .count();
  }

  private void size(Optional<Quantity> quantity, String name) {
    quantity
        .flatMap(VolumeRules::mistaken)
        .ifPresent(
            expected ->
                problems.add(
                    new Problem(
                        path + "." + name,
                        "expected a size %s, found \"%s\"".formatted(expected, quantity.get()))));
  }

  /** What a size should be; empty if it is that. */
  private static Optional<String> mistaken(Quantity size) {
    try {
      BigDecimal bytes = size.getNumericalAmount();
      if (bytes.signum() <= 0) {
        return Optional.of("above 0");
      }
      return bytes.compareTo(LARGEST) > 0 ? Optional.of("below 8Ei") : Optional.empty();
    } catch (ArithmeticException | IllegalArgumentException exponent) {
      return Optional.of("below 8Ei");
    }
  }

  private void modes(List<String> modes, String name) {
    for (int i = 0; i < modes.size(); i++) {
      if (!ACCESS_MODES.contains(modes.get(i))) {
        problems.add(
            new Problem(
                path + "." + name + "[" + i + "]",
                "expected one of %s, found \"%s\""
                    .formatted(String.join(", ", ACCESS_MODES), Found.brief(modes.get(i)))));
      }
    }
  }
}
