package backube.scribe.kubernetes.event;

import backube.scribe.core.resource.Events;
import backube.scribe.core.resource.Replication;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.object.Refused;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events of the group {@code events.k8s.io}. One that can't be written is logged and forgotten. */
public final class ClusterEvents implements Events, RelatedEvents {
  private static final Logger log = LoggerFactory.getLogger(ClusterEvents.class);

  /** Longest note (events.k8s.io/v1), in bytes: what is longer, the API server refuses. */
  private static final int MOST = 1024;

  /** In the place of what was cut off. */
  private static final String CUT = "…";

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final KubernetesClient client;
  private final Dialect dialect;
  private final InstantSource clock;
  private final String instance;

  /**
   * @param instance name of this process, such as its pod's
   */
  public ClusterEvents(
      KubernetesClient client, Dialect dialect, InstantSource clock, String instance) {
    this.client = client;
    this.dialect = dialect;
    this.clock = clock;
    this.instance = instance;
  }

  @Override
  public void record(Replication about, Type type, String reason, String action, String message) {
    write(about, reason, event(about, type, reason, action, message).build());
  }

  @Override
  public void record(
      Replication about,
      Type type,
      String reason,
      String action,
      String message,
      HasMetadata related) {
    write(
        about,
        reason,
        event(about, type, reason, action, message)
            .withNewRelated()
            .withApiVersion(related.getApiVersion())
            .withKind(related.getKind())
            .withNamespace(related.getMetadata().getNamespace())
            .withName(related.getMetadata().getName())
            .withUid(related.getMetadata().getUid())
            .endRelated()
            .build());
  }

  private void write(Replication about, String reason, Event event) {
    try {
      client.resource(event).create();
    } catch (KubernetesClientException e) {
      if (Refused.byVanishingNamespace(e)) {
        return;
      }
      log.warn("the event {} about {} can't be written: {}", reason, about.key(), e.getMessage());
    }
  }

  private EventBuilder event(
      Replication about, Type type, String reason, String action, String message) {
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(about.key().namespace())
        .withGenerateName(about.key().name() + "-")
        .endMetadata()
        .withEventTime(new MicroTime(MICROS.format(clock.instant())))
        .withReportingController(dialect.reporter())
        .withReportingInstance(instance)
        .withType(type == Type.WARNING ? "Warning" : "Normal")
        .withReason(reason)
        .withAction(action)
        .withNote(note(message))
        .withNewRegarding()
        .withApiVersion(dialect.apiVersion())
        .withKind(about.key().role().kind())
        .withNamespace(about.key().namespace())
        .withName(about.key().name())
        .withUid(about.uid())
        .endRegarding();
  }

  private static String note(String message) {
    if (message.getBytes(StandardCharsets.UTF_8).length <= MOST) {
      return message;
    }
    ByteBuffer cut = ByteBuffer.allocate(MOST - CUT.getBytes(StandardCharsets.UTF_8).length);
    StandardCharsets.UTF_8
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .encode(CharBuffer.wrap(message), cut, true); // ends before the character that does not fit
    return new String(cut.array(), 0, cut.position(), StandardCharsets.UTF_8) + CUT;
  }
}
