package backube.scribe.core.status;

import backube.scribe.core.json.Json;
import backube.scribe.core.sync.State;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The engine's record as it is stored under {@code status.sync}. Read leniently: a newer release
 * reads what an older one wrote and the other way round. A record that can't be read counts as
 * wiped, which the engine survives.
 */
public final class StateCodec {
  private static final int VERSION = 1;
  private static final TypeReference<LinkedHashMap<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};

  private StateCodec() {}

  /** The record; {@link State#EMPTY} if there is none that can be read. */
  public static State read(@Nullable Map<String, @Nullable Object> stored) {
    if (stored == null || stored.isEmpty()) {
      return State.EMPTY;
    }
    try {
      return Json.lenient().convertValue(stored, State.class);
    } catch (IllegalArgumentException unreadable) {
      return State.EMPTY;
    }
  }

  /** What to store. */
  public static Map<String, @Nullable Object> write(State state) {
    Map<String, @Nullable Object> stored = new LinkedHashMap<>();
    stored.put("version", VERSION);
    stored.putAll(Json.strict().convertValue(state, OBJECT));
    return stored;
  }
}
