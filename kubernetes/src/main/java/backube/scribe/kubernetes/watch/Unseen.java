package backube.scribe.kubernetes.watch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What was made and has not come back through the watch yet. */
final class Unseen {
  private final Map<String, Set<String>> made = new HashMap<>();

  synchronized void made(String owner, String uid) {
    made.computeIfAbsent(owner, key -> new HashSet<>()).add(uid);
  }

  synchronized void came(String owner, String uid) {
    made.computeIfPresent(
        owner,
        (key, uids) -> {
          uids.remove(uid);
          return uids.isEmpty() ? null : uids;
        });
  }

  synchronized boolean none(String owner) {
    return !made.containsKey(owner);
  }

  synchronized void forget(String owner) {
    made.remove(owner);
  }
}
