package backube.scribe.movers.restic;

import backube.scribe.api.mover.Plan;
import java.util.Map;
import java.util.Optional;

/**
 * What a plan remembers for the status that is made from its reports.
 *
 * @param repository Secret of the repository
 * @param unlock token of the unlock that is done
 * @param unlockUnset whether no unlock is asked for at all
 * @param fullRead whether every file is read
 * @param part of the data that the check reads
 */
record Memo(
    String repository,
    Optional<String> unlock,
    boolean unlockUnset,
    boolean fullRead,
    Optional<Part> part) {
  private static final String REPOSITORY = "repository";
  private static final String UNLOCK = "unlock";
  private static final String UNLOCK_UNSET = "unlockUnset";
  private static final String FULL_READ = "fullRead";
  private static final String CHECK_PART = "checkPart";
  private static final String YES = "true";

  static Memo of(SourceSection section, Due due) {
    return new Memo(
        section.repository(),
        due.unlock(),
        section.unlock().orElse("").isEmpty(),
        due.fullRead(),
        due.part());
  }

  void write(Plan.Builder plan) {
    plan.memo(REPOSITORY, repository);
    unlock.ifPresent(token -> plan.memo(UNLOCK, token));
    if (unlockUnset) {
      plan.memo(UNLOCK_UNSET, YES);
    }
    if (fullRead) {
      plan.memo(FULL_READ, YES);
    }
    part.ifPresent(p -> plan.memo(CHECK_PART, p.toString()));
  }

  static Memo read(Map<String, String> memo) {
    return new Memo(
        memo.getOrDefault(REPOSITORY, ""),
        Optional.ofNullable(memo.get(UNLOCK)),
        memo.containsKey(UNLOCK_UNSET),
        memo.containsKey(FULL_READ),
        Optional.ofNullable(memo.get(CHECK_PART)).flatMap(Part::parse));
  }
}
