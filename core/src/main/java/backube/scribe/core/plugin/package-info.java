/**
 * Movers and their sections: loading plugins with PF4J behind a strict host, the schema of a
 * section made from its record, and the decoding of a resource's section into what each owner of a
 * field understands.
 */
@NullMarked
package backube.scribe.core.plugin;

import org.jspecify.annotations.NullMarked;
