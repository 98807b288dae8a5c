package backube.scribe.local.loop;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.local.manifest.Problem;

/** What the user is told while the controller works, beside events. */
public interface Notices {
  /** A problem that was not there at the last scan. */
  void problem(Problem problem);

  /** Something about a resource. */
  void about(ResourceKey key, String message);
}
