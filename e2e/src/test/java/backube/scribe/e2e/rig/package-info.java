/**
 * What a scenario may do, whatever it runs on: apply and delete manifests, wait for a status, look
 * into volumes and repositories, halt movers and kill things. Scenarios use this package only, so
 * that each runs on every engine; {@link backube.scribe.e2e.embedded} implements it for one
 * machine.
 */
@NullMarked
package backube.scribe.e2e.rig;

import org.jspecify.annotations.NullMarked;
