package backube.scribe.e2e.fault;

import backube.scribe.e2e.rig.Rig;
import backube.scribe.e2e.rig.StopPoint;
import backube.scribe.e2e.rig.StopPoint.Victim;

/** What goes wrong while a mover stands at a stop point. */
enum Fault {
  /** The controller dies and another one adopts the attempt, which has gone on. */
  CONTROLLER_KILLED {
    @Override
    void strike(Rig rig, StopPoint point) {
      rig.controller().kill();
      point.goOn();
      rig.controller().start();
    }
  },
  /** The container dies without a word: out of memory, a lost node. */
  ENTRY_SCRIPT_KILLED {
    @Override
    void strike(Rig rig, StopPoint point) {
      point.kill(Victim.ENTRY_SCRIPT);
    }
  },
  /** restic alone dies. */
  RESTIC_KILLED {
    @Override
    void strike(Rig rig, StopPoint point) {
      point.kill(Victim.RESTIC);
    }
  },
  /** The controller is asked to end, which stops its movers, and comes back. */
  CONTROLLER_STOPPED {
    @Override
    void strike(Rig rig, StopPoint point) {
      rig.controller().stop();
      point.goOn();
      rig.controller().start();
    }
  },
  /** The container is asked to end, as when a node is drained. */
  ENTRY_SCRIPT_TERMINATED {
    @Override
    void strike(Rig rig, StopPoint point) {
      point.terminate(Victim.ENTRY_SCRIPT);
    }
  },
  /** restic alone is asked to end. */
  RESTIC_TERMINATED {
    @Override
    void strike(Rig rig, StopPoint point) {
      point.terminate(Victim.RESTIC);
    }
  },
  /** Everything dies at once. */
  POWER_CUT {
    @Override
    void strike(Rig rig, StopPoint point) {
      rig.controller().kill();
      point.kill(Victim.ENTRY_SCRIPT);
      rig.controller().start();
    }
  },
  /** The machine comes back with the state it had at the stop point; the run had long ended. */
  STALE_STATE {
    @Override
    void strike(Rig rig, StopPoint point) {
      rig.rememberState();
      point.goOn();
      rig.awaitQuiet();
      rig.controller().kill();
      rig.recallState();
      rig.controller().start();
    }
  };

  abstract void strike(Rig rig, StopPoint point);

  /** Whether it needs restic to be at work. */
  boolean ofRestic() {
    return this == RESTIC_KILLED || this == RESTIC_TERMINATED;
  }
}
