/**
 * The two custom resources and the options that every mover shares.
 *
 * <p>A resource is read with the section of its mover as it came: {@link
 * backube.scribe.api.resource.ReplicationSpec#sections()} holds whatever stands beside the common
 * fields, and the controller decodes it with the types of the mover that owns it. Used by the
 * controller and by anyone who writes resources in Java; movers see their own section only.
 *
 * <p>Records are immutable. An absent scalar is {@code null} here, because these types mirror what
 * the API server stores; the mover SPI uses {@code Optional} instead.
 */
@NullMarked
package backube.scribe.api.resource;

import org.jspecify.annotations.NullMarked;
