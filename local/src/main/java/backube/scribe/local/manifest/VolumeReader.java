package backube.scribe.local.manifest;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads PersistentVolumes and PersistentVolumeClaims. */
final class VolumeReader {
  private VolumeReader() {}

  static Manifest volume(Origin origin, String name, Fields document, Problems problems) {
    document.ignore("status");
    Optional<Fields> spec = document.object("spec");
    Optional<Path> path =
        spec.flatMap(fields -> fields.object("hostPath"))
            .flatMap(host -> hostPath(origin, host, problems));
    Optional<String> claim =
        spec.flatMap(fields -> fields.object("claimRef")).flatMap(VolumeReader::claimReference);
    if (path.isEmpty() && !problems.errors()) {
      List<String> source = spec.map(VolumeReader::unusualFields).orElse(List.of());
      problems.warning(
          spec.map(Fields::line).orElse(document.line()),
          "spec.hostPath",
          "missing"
              + (source.isEmpty() ? "" : ", found " + String.join(", ", source))
              + "; only hostPath volumes can be used here");
    }
    return new Manifest.Volume(origin, name, path, claim);
  }

  static Manifest claim(Origin origin, String namespace, String name, Fields document) {
    document.ignore("status");
    Optional<Fields> spec = document.object("spec");
    Optional<String> volume =
        spec.flatMap(fields -> fields.text("volumeName")).filter(text -> !text.isEmpty());
    boolean block =
        spec.flatMap(fields -> fields.text("volumeMode")).filter("Block"::equals).isPresent();
    boolean readOnly =
        spec.map(fields -> fields.take("accessModes"))
            .filter(modes -> List.of("ReadOnlyMany").equals(modes.plain()))
            .isPresent();
    return new Manifest.Claim(origin, namespace, name, volume, block, readOnly);
  }

  private static Optional<Path> hostPath(Origin origin, Fields host, Problems problems) {
    host.ignore("type");
    Optional<String> text =
        host.required(
            "path", "name the folder, or the device, absolute or relative to the manifest");
    host.end();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path path = Path.of(text.get());
      if (hasParent(path)) {
        problems.error(host.line(), host.path("path"), "must not contain \"..\"");
        return Optional.empty();
      }
      Path folder = origin.file().toAbsolutePath().getParent();
      return Optional.of(folder == null ? path : folder.resolve(path).normalize());
    } catch (InvalidPathException e) {
      problems.error(host.line(), host.path("path"), "not a path: " + e.getReason());
      return Optional.empty();
    }
  }

  private static boolean hasParent(Path path) {
    for (Path part : path) {
      if (part.toString().equals("..")) {
        return true;
      }
    }
    return false;
  }

  private static Optional<String> claimReference(Fields reference) {
    String namespace = reference.text("namespace").orElse(DocumentReader.DEFAULT_NAMESPACE);
    return reference.text("name").map(name -> namespace + "/" + name);
  }

  private static List<String> unusualFields(Fields spec) {
    return spec
        .ignore(
            "capacity",
            "accessModes",
            "persistentVolumeReclaimPolicy",
            "storageClassName",
            "volumeMode",
            "mountOptions",
            "nodeAffinity",
            "volumeAttributesClassName")
        .rest()
        .keySet()
        .stream()
        .sorted()
        .toList();
  }
}
