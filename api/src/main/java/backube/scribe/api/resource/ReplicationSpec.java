package backube.scribe.api.resource;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link ReplicationSourceSpec} and {@link ReplicationDestinationSpec} have in common. */
public interface ReplicationSpec {
  /** When to sync; {@code null} means continuously: the next sync follows the last one. */
  @Nullable Trigger trigger();

  /** {@code true}: the sync that runs may finish, no other starts. Absent means {@code false}. */
  @Nullable Boolean paused();

  /** Set when somebody else handles this resource: the controller then leaves it alone. */
  @Nullable ExternalSpec external();

  /** Names a mover whose section the CRD does not know. */
  @Nullable PluginSpec plugin();

  /**
   * Every other field under {@code spec}, as it came: the sections of movers, by name. Values are
   * JSON values (maps, lists, strings, numbers, booleans, {@code null}). Never null.
   */
  Map<String, @Nullable Object> sections();
}
