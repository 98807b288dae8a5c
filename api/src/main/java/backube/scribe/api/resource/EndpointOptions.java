package backube.scribe.api.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Map;
import java.util.Optional;

/** How the endpoint is offered to which the other side of a mover connects. */
public record EndpointOptions(
    @JsonPropertyDescription(
            "How the Service is reached: ClusterIP (the default), LoadBalancer or NodePort.")
        Optional<String> serviceType,
    @JsonPropertyDescription(
            "Annotations of the Service. Absent: what lets AWS make a network load balancer.")
        Optional<Map<String, String>> serviceAnnotations) {
  /** Nothing is asked for. */
  public static final EndpointOptions NONE =
      new EndpointOptions(Optional.empty(), Optional.empty());
}
