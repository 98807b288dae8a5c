package backube.scribe.local.store;

import backube.scribe.api.resource.ReplicationStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The condition that says that the manifest of a resource can't be used as it is now, so that what
 * it said before stays in force. Absent while all is well.
 */
public final class ManifestCondition {
  /** Its type; its status is always False. */
  public static final String TYPE = "ManifestUsable";

  static final String REASON = "InvalidManifest";

  private ManifestCondition() {}

  static ReplicationStatus with(ReplicationStatus status, String problem, Instant now) {
    String since =
        status.conditions().stream()
            .filter(ManifestCondition::ours)
            .map(Condition::getLastTransitionTime)
            .findFirst()
            .orElse(now.truncatedTo(ChronoUnit.SECONDS).toString());
    List<Condition> conditions = new ArrayList<>(without(status).conditions());
    conditions.add(
        new ConditionBuilder()
            .withType(TYPE)
            .withStatus("False")
            .withReason(REASON)
            .withMessage(problem + "; until then the manifest that was read before stays in force")
            .withLastTransitionTime(since)
            .build());
    return replaced(status, conditions);
  }

  static ReplicationStatus without(ReplicationStatus status) {
    List<Condition> others =
        status.conditions().stream().filter(condition -> !ours(condition)).toList();
    return others.size() == status.conditions().size() ? status : replaced(status, others);
  }

  private static boolean ours(Condition condition) {
    return TYPE.equals(condition.getType());
  }

  private static ReplicationStatus replaced(ReplicationStatus status, List<Condition> conditions) {
    return new ReplicationStatus(
        status.lastSyncTime(),
        status.lastSyncStartTime(),
        status.lastSyncDuration(),
        status.nextSyncTime(),
        status.lastManualSync(),
        status.latestMoverStatus(),
        status.latestImage(),
        conditions,
        status.external(),
        status.sync(),
        status.sections());
  }
}
