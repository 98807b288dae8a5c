package backube.scribe.core.plugin;

import backube.scribe.api.mover.DataMover;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.resource.ReplicationDestinationSpec;
import backube.scribe.api.resource.ReplicationSourceSpec;
import backube.scribe.api.resource.ReplicationStatus;
import backube.scribe.core.resource.Role;
import backube.scribe.core.section.SectionDecoder;
import backube.scribe.core.section.UnsupportedSection;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.RecordComponent;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks a mover everything that it always answers the same, and checks the answers. */
final class MoverCheck {
  private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,29}");

  /** Fields of {@code spec} and {@code status} that are no sections. */
  static final SortedSet<String> RESERVED = reserved();

  private MoverCheck() {}

  static ResolvedMover of(DataMover mover, String plugin) throws PluginRefused {
    String type = mover.getClass().getName();
    String name = ask(type + ".name()", mover::name);
    if (!NAME.matcher(name).matches()) {
      throw new PluginRefused(
          ("%s.name() is '%s'; it must be a lower-case letter followed by at most 29 letters and"
                  + " digits, such as restic")
              .formatted(type, name));
    }
    if (RESERVED.contains(name)) {
      throw new PluginRefused(
          "%s.name() is '%s', which is a field of the resources; these are: %s"
              .formatted(type, name, String.join(", ", RESERVED)));
    }
    String image = ask(type + ".image()", mover::image);
    if (image.isBlank()) {
      throw new PluginRefused("mover %s: image() is empty; it must name an image".formatted(name));
    }
    ResolvedMover resolved =
        new ResolvedMover(
            name,
            image,
            ask(type + ".source()", mover::source),
            ask(type + ".destination()", mover::destination));
    if (resolved.source().isEmpty() && resolved.destination().isEmpty()) {
      throw new PluginRefused(
          "mover %s offers neither source() nor destination(); one is needed".formatted(name));
    }
    side(resolved, Role.SOURCE, resolved.source());
    side(resolved, Role.DESTINATION, resolved.destination());
    String words = "%s (plugin %s)".formatted(name, plugin);
    return new ResolvedMover(
        name,
        image,
        resolved.source().map(side -> GuardedSide.of(words, side)),
        resolved.destination().map(side -> GuardedSide.of(words, side)));
  }

  private static void side(ResolvedMover mover, Role role, Optional<MoverSide<?, ?>> side)
      throws PluginRefused {
    String what = "mover %s, section for %s".formatted(mover.name(), role.kind());
    try {
      if (side.isPresent()) {
        SectionDecoder.of(side.get(), role);
      }
    } catch (UnsupportedSection e) {
      throw new PluginRefused(what + ": " + e.getMessage());
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      throw PluginRefused.threw(what, e);
    }
  }

  @SuppressWarnings("CatchingUnchecked") // whatever a plugin throws, it is its own trouble
  private static <T> T ask(String what, Supplier<@Nullable T> question) throws PluginRefused {
    T answer;
    try {
      answer = question.get();
    } catch (Throwable e) {
      throw PluginRefused.threw(what, e);
    }
    if (answer == null) {
      throw new PluginRefused(what + " is null");
    }
    return Objects.requireNonNull(answer);
  }

  private static SortedSet<String> reserved() {
    SortedSet<String> names = new TreeSet<>();
    for (Class<?> type :
        new Class<?>[] {
          ReplicationSourceSpec.class, ReplicationDestinationSpec.class, ReplicationStatus.class
        }) {
      names.addAll(fields(type));
    }
    return names;
  }

  /** What the components of a record are called in JSON. */
  static SortedSet<String> fields(Class<?> type) {
    SortedSet<String> names = new TreeSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      @Nullable JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
      names.add(property == null ? component.getName() : property.value());
    }
    return names;
  }
}
