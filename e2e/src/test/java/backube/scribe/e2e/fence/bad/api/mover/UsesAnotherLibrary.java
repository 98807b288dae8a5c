package backube.scribe.e2e.fence.bad.api.mover;

import com.google.common.collect.ImmutableList;

/** An API class that brings a library along. */
final class UsesAnotherLibrary {
  ImmutableList<String> steps = ImmutableList.of();
}
