package backube.scribe.api.mover;

/**
 * Where the other side of a mover connects. A plan that has one runs until its peer is done: it
 * waits without a limit, takes no slot of the controller's, may claim nothing, and ends early only
 * when the resource is paused, deleted or would have another plan.
 *
 * <p>The entry point listens on {@code LISTEN_PORT}, and if {@code LISTEN_ADDRESS} is set, on that
 * address only. The controller sets both: where all movers share one network, the port is another
 * one than {@link #targetPort}.
 *
 * @param name of the port, at most 15 lower-case letters, digits and dashes, such as {@code ssh}
 * @param targetPort on which the container listens; above 1023, so that no right is needed
 * @param port at which the peer connects
 */
public record Endpoint(String name, int targetPort, int port) {}
