package backube.scribe.kubernetes.controller;

import backube.scribe.core.pass.Identities;
import backube.scribe.core.queue.Queue;

/**
 * What the resources of all dialects have in common: they share repositories, and the limit.
 *
 * @param firstRound after which the queue opens
 */
record Together(Queue queue, Identities identities, FirstRound firstRound) {}
