package backube.scribe.core.plugin;

import backube.scribe.core.resource.Replication;

/** Finds and decodes the section of a resource. */
public interface Sections {
  /** Pure: the same resource gives the same answer, and no input or output is done. */
  Decoded decode(Replication resource);
}
