package backube.scribe.core.pass;

import backube.scribe.api.mover.Claim;
import backube.scribe.api.mover.Endpoint;
import backube.scribe.api.mover.Identity;
import backube.scribe.api.mover.Plan;
import backube.scribe.api.mover.Ref;
import backube.scribe.api.mover.Requirements;
import backube.scribe.api.mover.Run;
import backube.scribe.api.mover.Volume;
import backube.scribe.api.resource.PodOptions;
import backube.scribe.api.resource.VolumeMode;
import backube.scribe.core.dialect.Conventions;
import backube.scribe.core.endpoint.Endpoints;
import backube.scribe.core.endpoint.Reach;
import backube.scribe.core.json.Json;
import backube.scribe.core.plugin.Decoded;
import backube.scribe.core.plugin.MoverDefect;
import backube.scribe.core.plugin.Section;
import backube.scribe.core.plugin.Sections;
import backube.scribe.core.reason.Reasons;
import backube.scribe.core.reason.Refusal;
import backube.scribe.core.resource.References;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.secret.GeneratedSecrets;
import backube.scribe.core.sync.Inputs;
import backube.scribe.core.sync.Shape;
import backube.scribe.core.sync.Stage;
import backube.scribe.core.volume.VolumeRequest;
import backube.scribe.core.volume.Volumes;
import backube.scribe.core.world.EffectFailed;
import backube.scribe.core.world.ThingId;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks everything that can be checked before anything is created, and renders the plan. */
final class Preparation {
  private final Sections sections;
  private final References references;
  private final Volumes volumes;
  private final GeneratedSecrets secrets;
  private final Endpoints endpoints;
  private final Identities identities;
  private final Conventions conventions;

  Preparation(
      Sections sections,
      References references,
      Volumes volumes,
      GeneratedSecrets secrets,
      Endpoints endpoints,
      Identities identities,
      Conventions conventions) {
    this.sections = sections;
    this.references = references;
    this.volumes = volumes;
    this.secrets = secrets;
    this.endpoints = endpoints;
    this.identities = identities;
    this.conventions = conventions;
  }

  /** Prepares a run that starts, or started, then. */
  Prepared prepare(Replication resource, long number, Instant start) {
    Decoded decoded = sections.decode(resource);
    if (decoded instanceof Decoded.Refused refused) {
      return new Prepared.Refused(refused.refusal());
    }
    return decoded instanceof Decoded.Usable usable
        ? check(resource, usable.section(), number, start)
        : new Prepared.Refused(
            new Refusal(Reasons.INVALID_SPEC, "spec.external: another controller handles this"));
  }

  /**
   * Of all that a run is made of: the spec, the versions of the objects that it refers to, and the
   * mover's image. It changes when one of them does.
   */
  String fingerprint(Replication resource) {
    String used = "";
    if (sections.decode(resource) instanceof Decoded.Usable usable) {
      Requirements requirements = requirements(usable.section());
      used =
          String.join(
                  ",",
                  new ObjectCheck(references)
                      .look(resource.key().namespace(), usable.section(), requirements)
                      .versions())
              + String.join(
                  ",",
                  secrets.versions(
                      resource, usable.section().mover().name(), requirements.generated()))
              + usable.section().mover().mover().image();
    }
    return Hash.of(json(resource.spec()) + used);
  }

  private static <C extends Record> Requirements requirements(Section<C, ?> section) {
    return section.side().requirements(section.config());
  }

  private <C extends Record, S extends Record> Prepared check(
      Replication resource, Section<C, S> section, long number, Instant start) {
    String namespace = resource.key().namespace();
    Requirements requirements = requirements(section);
    ObjectCheck.Found found = new ObjectCheck(references).look(namespace, section, requirements);
    if (found.refusal().isPresent()) {
      return new Prepared.Refused(found.refusal().get());
    }
    Optional<Refusal> volume = section.volume().flatMap(v -> volumes.check(resource, v));
    if (volume.isPresent()) {
      return new Prepared.Refused(volume.get());
    }
    Optional<Refusal> more =
        section.options().pod().map(PodOptions::moverVolumes).orElse(List.of()).stream()
            .flatMap(v -> volumes.check(resource, v).stream())
            .findFirst();
    if (more.isPresent()) {
      return new Prepared.Refused(more.get());
    }
    Optional<VolumeMode> mode = section.volume().flatMap(v -> mode(resource, v));
    Run<C, S> run =
        new Run<>(
            namespace,
            resource.key().name(),
            conventions.origin(),
            resource.created(),
            start,
            section.config(),
            section.status(),
            new Volume(
                copies(resource, section),
                mode.isPresent(),
                copies(resource, section) || showsImages(resource, section)),
            keys(found, requirements));
    try {
      return exchange(resource, section, requirements, section.side().plan(run), mode, number);
    } catch (MoverDefect defect) {
      return new Prepared.Refused(defect.refusal());
    }
  }

  private static Map<Ref, List<String>> keys(ObjectCheck.Found found, Requirements requirements) {
    Map<Ref, List<String>> keys = new LinkedHashMap<>(found.keys());
    requirements
        .generated()
        .forEach(
            secret ->
                keys.put(
                    Ref.generated(secret.role()),
                    secret.keys().keySet().stream().sorted().toList()));
    return keys;
  }

  /** What the peer has to know is there before a run begins: it may come at once. */
  private Prepared exchange(
      Replication resource,
      Section<?, ?> section,
      Requirements requirements,
      Plan plan,
      Optional<VolumeMode> mode,
      long number) {
    String mover = section.mover().name();
    GeneratedSecrets.Answer answer = secrets.ensure(resource, mover, requirements.generated());
    if (answer instanceof GeneratedSecrets.Answer.Refused refused) {
      return new Prepared.Refused(refused.refusal());
    }
    if (answer instanceof GeneratedSecrets.Answer.Pending pending) {
      return new Prepared.Pending(
          new Inputs.Pending(Reasons.WAITING_FOR_KEYS, pending.message(), ""), Exchange.NOTHING);
    }
    Map<String, String> names = ((GeneratedSecrets.Answer.Ready) answer).names();
    Plan named =
        plan.naming(
            ref ->
                ref.kind() == Ref.Kind.GENERATED
                    ? Ref.secret(names.getOrDefault(ref.name(), ref.name()))
                    : ref);
    Exchange exchange = new Exchange(Optional.empty(), Optional.empty(), names);
    Prepared prepared = ready(resource, section, requirements, named, mode, number, exchange);
    return prepared instanceof Prepared.Ready ready && named.endpoint().isPresent()
        ? reached(resource, section, ready, named.endpoint().get())
        : prepared;
  }

  private Prepared reached(
      Replication resource, Section<?, ?> section, Prepared.Ready ready, Endpoint endpoint) {
    Reach reach;
    try {
      reach = endpoints.offer(resource, section.mover().name(), endpoint, section.endpoint());
    } catch (EffectFailed failed) {
      return new Prepared.Refused(new Refusal(Reasons.EFFECT_FAILED, failed.message()));
    }
    if (reach instanceof Reach.Refused refused) {
      return new Prepared.Refused(refused.refusal());
    }
    if (reach instanceof Reach.Pending pending) {
      return new Prepared.Pending(
          new Inputs.Pending(Reasons.NO_SERVICE_ADDRESS, pending.message(), pending.advice()),
          ready.exchange());
    }
    Reach.At at = (Reach.At) reach;
    return new Prepared.Ready(
        ready.shape().listeningAt(at.port()),
        ready.template(),
        ready.warnings(),
        new Exchange(
            Optional.of(at.address()), Optional.of(at.port()), ready.exchange().secretNames()));
  }

  private Prepared ready(
      Replication resource,
      Section<?, ?> section,
      Requirements requirements,
      Plan plan,
      Optional<VolumeMode> mode,
      long number,
      Exchange exchange) {
    String namespace = resource.key().namespace();
    String identity = plan.identity().map(id -> identity(namespace, id)).orElse(null);
    List<String> warnings = new ArrayList<>(warnings(section, requirements));
    if (identity != null) {
      Optional<ResourceKey> other = identities.otherOwner(resource.key(), identity);
      if (other.isPresent()) {
        Refusal inUse = inUse(section, plan.identity().orElseThrow(), other.get());
        if (conventions.exclusiveIdentity()) {
          return new Prepared.Refused(inUse);
        }
        warnings.add(inUse.message());
        identity = null; // it stays the other one's
      }
    }
    List<Stage> stages =
        Stages.of(plan.steps(), (claim, what) -> what + ":" + thing(namespace, claim));
    Optional<VolumeRequest> volume = section.volume();
    boolean destination = resource.key().role() == Role.DESTINATION;
    boolean copies = copies(resource, section);
    boolean makes = destination && volume.filter(v -> v.claim().isEmpty()).isPresent();
    boolean publishes = destination && volume.filter(v -> !v.method().direct()).isPresent();
    Attempt template =
        new Attempt(
            resource.key(),
            resource.uid(),
            ThingId.attempt(number, 1),
            resource.uid() + "-" + number,
            section.mover().name(),
            section.mover().mover().image(),
            plan,
            stages.get(0).steps(),
            stages.get(0).data(),
            1,
            new Attempt.Data(volume.flatMap(VolumeRequest::claim), copies, mode),
            volume,
            section.options());
    Shape shape =
        new Shape(
            hash(template),
            stages,
            copies,
            makes,
            publishes,
            volume.map(VolumeRequest::cleanup).orElse(false),
            plan.failOnWarning(),
            publishes && !makes
                ? volume.flatMap(v -> volumes.givenVolume(resource, v)).orElse(null)
                : null,
            identity);
    return new Prepared.Ready(shape, template, warnings, exchange);
  }

  /** Empty for a file system: so plans are what they were before there was anything else. */
  private Optional<VolumeMode> mode(Replication resource, VolumeRequest request) {
    Optional<VolumeMode> mode =
        request.claim().isEmpty()
            ? request.mode()
            : request.claim().filter(c -> request.block()).map(c -> volumes.mode(resource, c));
    return mode.filter(VolumeMode.BLOCK::equals);
  }

  private static boolean copies(Replication resource, Section<?, ?> section) {
    return resource.key().role() == Role.SOURCE
        && section.volume().filter(v -> !v.method().direct()).isPresent();
  }

  /** A destination whose volume was made for it, and is seen only in images of it. */
  private static boolean showsImages(Replication resource, Section<?, ?> section) {
    return resource.key().role() == Role.DESTINATION
        && section.volume().filter(v -> v.claim().isEmpty() && !v.method().direct()).isPresent();
  }

  private static List<String> warnings(Section<?, ?> section, Requirements requirements) {
    return requirements.warnings().stream()
        .map(
            warning ->
                "%s of the %s section: %s"
                    .formatted(warning.path(), section.mover().name(), warning.message()))
        .toList();
  }

  private static Refusal inUse(Section<?, ?> section, Identity identity, ResourceKey other) {
    return new Refusal(
        Reasons.IDENTITY_IN_USE,
        "%s already files its data in this store under %s; set %s of the %s section to another name"
            .formatted(
                other,
                String.join(" ", identity.parts()),
                identity.field(),
                section.mover().name()));
  }

  private String identity(String namespace, Identity identity) {
    return Hash.of(
        store(namespace, identity.ref(), identity.key())
            + "\n"
            + String.join("\n", identity.parts()));
  }

  private String thing(String namespace, Claim claim) {
    return Hash.of(store(namespace, claim.ref(), claim.key()));
  }

  /** Where a store is, so that two spellings that differ by slashes at the end are one. */
  private String store(String namespace, Ref ref, String key) {
    String value =
        references
            .read(namespace, ref)
            .map(content -> content.data().get(key))
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
            .orElse("");
    return value.strip().replaceAll("/+$", "");
  }

  /** Of everything that is frozen; not of the run's number, which is not known before it starts. */
  private static String hash(Attempt template) {
    return Hash.of(
        String.join(
            "\n",
            template.mover(),
            template.image(),
            json(template.plan()),
            json(template.data()),
            json(template.volume()),
            json(template.options())));
  }

  private static String json(Object value) {
    try {
      return Json.strict().writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("own types can be written", impossible);
    }
  }
}
