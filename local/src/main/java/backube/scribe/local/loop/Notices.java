package backube.scribe.local.loop;

import backube.scribe.core.resource.ResourceKey;
import backube.scribe.local.manifest.Problem;

/** What the user is told while the controller works, beside events. */
public interface Notices {
  /** Nobody is told. */
  Notices NONE =
      new Notices() {
        @Override
        public void problem(Problem problem) {}

        @Override
        public void about(ResourceKey key, String message) {}
      };

  /** A problem that was not there at the last scan. */
  void problem(Problem problem);

  /** Something about a resource. */
  void about(ResourceKey key, String message);
}
