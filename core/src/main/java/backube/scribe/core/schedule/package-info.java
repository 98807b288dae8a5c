/**
 * When a sync is due by a schedule: cron expressions with robfig/cron's meaning, in any time zone.
 *
 * <p>Depends on the JDK alone. Called by the checks before a run and by the trigger decision, which
 * give it the expression of a resource and the time; nothing here looks at a clock.
 */
@NullMarked
package backube.scribe.core.schedule;

import org.jspecify.annotations.NullMarked;
