package backube.scribe.core.sync;

import java.util.ArrayList;
import java.util.List;

/** Where the resource is stored: writes are conditional on the version that was read. */
final class Store {
  /** A version of the resource. */
  record Entry(Wish wish, State state, int version) {}

  private final List<Entry> history = new ArrayList<>();

  Store(Wish wish) {
    history.add(new Entry(wish, State.EMPTY, 0));
  }

  Entry now() {
    return history.get(history.size() - 1);
  }

  /** An older version; the newest one for 0. */
  Entry back(int versions) {
    return history.get(Math.max(0, history.size() - 1 - versions));
  }

  /** Records a state; unless the resource changed since it was read, if that is a condition. */
  boolean record(Entry read, State state, boolean conditional) {
    if (conditional && read.version() != now().version()) {
      return false;
    }
    put(read.wish(), state);
    return true;
  }

  /** Changes the resource whatever it was. */
  void put(Wish wish, State state) {
    history.add(new Entry(wish, state, now().version() + 1));
  }
}
