package backube.scribe.api.mover;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is known when an attempt has reported; from it the status function makes the mover's status
 * section. Asked again for the same report it must give the same status.
 *
 * @param memo what the plan remembered
 * @param start when the run was started
 * @param at the report's own time, never the present
 * @param report the report of the attempt
 * @param previous the status section before this report
 */
public record Progress<S extends Record>(
    Map<String, String> memo, Instant start, Instant at, Report report, Optional<S> previous) {}
