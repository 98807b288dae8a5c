package backube.scribe.kubernetes.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Port: the cluster's word on who somebody is and what he may do. */
public interface Reviews {
  /** Who has this token; empty if nobody. */
  Optional<User> user(String token);

  /** Whether somebody may do {@code verb} at {@code path}, which is no resource. */
  boolean allowed(User user, String verb, String path);

  /** Somebody, as the cluster knows him. */
  record User(String name, String uid, List<String> groups, Map<String, List<String>> extra) {}
}
