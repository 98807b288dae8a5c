package backube.scribe.core.section;

import backube.scribe.api.mover.Group;
import backube.scribe.api.resource.CustomCa;
import backube.scribe.api.resource.DestinationVolumeOptions;
import backube.scribe.api.resource.EndpointOptions;
import backube.scribe.api.resource.PodOptions;
import backube.scribe.api.resource.SourceVolumeOptions;
import backube.scribe.api.resource.VolumeModeOptions;
import backube.scribe.core.resource.Role;
import backube.scribe.core.section.Schema.Field;
import backube.scribe.core.section.Schema.Limits;
import backube.scribe.core.section.Schema.Scalar;
import backube.scribe.core.section.Schema.Scalar.Kind;
import backube.scribe.core.section.Schema.Sequence;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The fields that the core adds to a section, by group. */
final class GroupFields {
  static final String CUSTOM_CA = "customCA";

  private static final Pattern SCRATCH_NAME = Pattern.compile("[a-z][a-z0-9]{0,19}");

  /** Directories of a container that no scratch volume can be mounted over. */
  private static final Set<String> TAKEN =
      Set.of(
          "bin", "boot", "data", "dev", "etc", "home", "lib", "lib32", "lib64", "media", "mnt",
          "opt", "proc", "root", "run", "sbin", "srv", "sys", "tmp", "usr", "var");

  private GroupFields() {}

  /**
   * The fields of {@code group} for a kind of resource; empty for a group that only says something.
   */
  static Map<String, Field> of(Group group, Role role) throws UnsupportedSection {
    return switch (group.kind()) {
      case VOLUME ->
          SchemaWalk.of(
                  role == Role.SOURCE ? SourceVolumeOptions.class : DestinationVolumeOptions.class)
              .fields();
      case POD -> SchemaWalk.of(PodOptions.class).fields();
      case CUSTOM_CA ->
          Map.of(
              CUSTOM_CA,
              new Field(SchemaWalk.of(CustomCa.class), "A certificate authority to trust.", false));
      case SCRATCH -> scratch(group.name(), role);
      case ENDPOINT -> SchemaWalk.of(EndpointOptions.class).fields();
      case BLOCK ->
          role == Role.SOURCE ? Map.of() : SchemaWalk.of(VolumeModeOptions.class).fields();
    };
  }

  private static Map<String, Field> scratch(String name, Role role) throws UnsupportedSection {
    if (!SCRATCH_NAME.matcher(name).matches() || TAKEN.contains(name)) {
      throw new UnsupportedSection(
          ("group scratch(\"%s\"): its name must be a lower-case letter followed by at most 19"
                  + " lower-case letters and digits, and no directory of the system")
              .formatted(Found.brief(name)));
    }
    Map<String, Field> fields = new LinkedHashMap<>();
    fields.put(capacity(name), field(Kind.QUANTITY, "Size of the %s volume.".formatted(name)));
    fields.put(
        storageClass(name), field(Kind.TEXT, "Storage class of the %s volume.".formatted(name)));
    fields.put(
        accessModes(name),
        new Field(
            new Sequence(new Scalar(Kind.TEXT, Limits.NONE), Integer.MAX_VALUE),
            "Access modes of the %s volume.".formatted(name),
            false));
    if (role == Role.DESTINATION) {
      fields.put(
          cleanup(name),
          field(Kind.BOOLEAN, "Delete the %s volume after every successful sync.".formatted(name)));
    }
    return fields;
  }

  private static Field field(Kind kind, String description) {
    return new Field(new Scalar(kind, Limits.NONE), description, false);
  }

  static String capacity(String name) {
    return name + "Capacity";
  }

  static String storageClass(String name) {
    return name + "StorageClassName";
  }

  static String accessModes(String name) {
    return name + "AccessModes";
  }

  static String cleanup(String name) {
    return "cleanup" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "PVC";
  }
}
