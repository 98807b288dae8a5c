package backube.scribe.kubernetes.run;

import backube.scribe.core.resource.Replication;
import backube.scribe.core.run.Attempt;
import backube.scribe.core.run.Runs;
import backube.scribe.core.world.EffectFailed;
import backube.scribe.core.world.Thing;
import backube.scribe.core.world.ThingId;
import backube.scribe.kubernetes.dialect.Dialect;
import backube.scribe.kubernetes.event.Announcements;
import backube.scribe.kubernetes.object.ObjectNames;
import backube.scribe.kubernetes.object.Refused;
import backube.scribe.kubernetes.object.Stamp;
import backube.scribe.kubernetes.watch.OwnObjects;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Attempts as Jobs of the cluster. */
public final class ClusterRuns implements Runs {
  /** Label of a Job's pods. */
  private static final String OF_JOB = "batch.kubernetes.io/controller-uid";

  private final KubernetesClient client;
  private final Dialect dialect;
  private final Stamp stamp;
  private final OwnObjects<Job> jobs;
  private final OwnObjects<Pod> pods;
  private final MoverJob template;
  private final Sites sites;
  private final Scratch scratch;
  private final Grants grants;
  private final Growth growth;
  private final Announcements announcements;
  private final Hindrances hindrances;

  public ClusterRuns(
      KubernetesClient client,
      Dialect dialect,
      OwnObjects<Job> jobs,
      OwnObjects<Pod> pods,
      Sites sites,
      Scratch scratch,
      Growth growth,
      Grants grants,
      Announcements announcements,
      InstantSource clock) {
    this.client = client;
    this.dialect = dialect;
    this.stamp = new Stamp(dialect);
    this.jobs = jobs;
    this.pods = pods;
    this.template = new MoverJob(dialect, grants.usersAreAssigned());
    this.sites = sites;
    this.scratch = scratch;
    this.grants = grants;
    this.growth = growth;
    this.announcements = announcements;
    this.hindrances = new Hindrances(client, clock);
  }

  /**
   * The Job of a pod that tells what its Job doesn't, or not yet: what it waits for, and that it
   * has succeeded. All else that a pod does shows in its Job.
   */
  public static Optional<Job> telling(Pod pod, OwnObjects<Job> jobs) {
    return pod.getMetadata().getOwnerReferences().stream()
        .filter(owner -> owner.getKind().equals("Job"))
        .findFirst()
        .flatMap(owner -> jobs.find(pod.getMetadata().getNamespace(), owner.getName()))
        .filter(job -> tells(pods(job, List.of(pod))));
  }

  private static boolean tells(MoverPods pods) {
    return pods.succeeded() || !pods.waitsFor().isEmpty();
  }

  @Override
  public List<Thing> observe(Replication owner) {
    return things(owner, jobs.of(owner), pods.of(owner));
  }

  @Override
  public List<Thing> observeLive(Replication owner) {
    return things(owner, jobs.complete(owner), pods.of(owner));
  }

  private List<Thing> things(Replication owner, List<Job> found, List<Pod> theirs) {
    List<Thing> things = new ArrayList<>();
    for (Job job : found) {
      Optional<ThingId> id = stamp.id(job.getMetadata());
      if (id.isPresent() && id.get().kind() == ThingId.Kind.ATTEMPT) {
        things.add(thing(owner, job, id.get(), theirs));
      }
    }
    return things;
  }

  /** The two watches are not in step: a Job may be over while its pod still seems to run. */
  private Thing thing(Replication owner, Job job, ThingId id, List<Pod> theirs) {
    MoverPods known = pods(job, theirs);
    boolean behind = AttemptState.over(job) && !deleted(job) && known.ended().isEmpty();
    MoverPods now = behind ? pods(job, pods.live(owner)) : known;
    String run = owner.uid() + "-" + id.run();
    return new AttemptState(
            id,
            job,
            now,
            run,
            template.workload(job),
            () -> now.newest().map(hindrances::of).orElseGet(() -> hindrances.of(job)))
        .thing();
  }

  private static boolean deleted(Job job) {
    return job.getMetadata().getDeletionTimestamp() != null;
  }

  private static MoverPods pods(Job job, List<Pod> theirs) {
    String container = job.getSpec().getTemplate().getSpec().getContainers().get(0).getName();
    return new MoverPods(
        theirs.stream()
            .filter(
                pod -> job.getMetadata().getUid().equals(pod.getMetadata().getLabels().get(OF_JOB)))
            .toList(),
        container);
  }

  @Override
  public void hold(Replication owner, Attempt attempt) {
    try {
      growth.ofDestination(owner, attempt);
      scratch.ensure(owner, attempt);
      scratch.grow(owner, attempt);
      Job job = template.of(owner, attempt, sites.look(owner, attempt));
      jobs.create(owner, job);
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        requireOurs(owner, attempt.mover(), attempt.id());
      } else {
        throw Refused.with("the mover's Job can't be made", e);
      }
    }
  }

  private void requireOurs(Replication owner, String mover, ThingId id) {
    String name = new ObjectNames(dialect, owner.key()).job(mover, id);
    Job there =
        client.batch().v1().jobs().inNamespace(owner.key().namespace()).withName(name).get();
    if (there != null && !stamp.is(there.getMetadata(), owner, id)) {
      throw new EffectFailed(
          "the mover's Job can't be made: a Job of the name %s is there that belongs to something"
                  .formatted(name)
              + " else; remove it, or wait until it is gone");
    }
  }

  @Override
  public Optional<Attempt> find(Replication owner, ThingId id) {
    return jobs.of(owner).stream()
        .filter(job -> stamp.is(job.getMetadata(), owner, id))
        .findFirst()
        .flatMap(template::carried);
  }

  /** The uid in the patch is its condition: the API server refuses to change it. */
  @Override
  public void release(Replication owner, ThingId id, String uid) {
    try {
      Optional<Job> known = jobs.of(owner, uid);
      known.ifPresent(job -> keep(owner, job));
      known.or(() -> jobs.live(owner, uid)).ifPresent(job -> start(owner, id, job));
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND && e.getCode() != 422) {
        throw Refused.with("the mover can't be started", e);
      }
    }
  }

  private void start(Replication owner, ThingId id, Job job) {
    if (grants.any()) {
      grants.make(owner, id, job);
    }
    Job named =
        new JobBuilder()
            .withNewMetadata()
            .withNamespace(owner.key().namespace())
            .withName(job.getMetadata().getName())
            .endMetadata()
            .build();
    jobs.wrote(
        client
            .resource(named)
            .patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"metadata\":{\"uid\":\"%s\"},\"spec\":{\"suspend\":false}}"
                    .formatted(job.getMetadata().getUid())));
    announcements.started(owner, mover(job), job);
  }

  /** Empty if another release wrote the Job in a way unknown here. */
  private String mover(Job job) {
    return template.carried(job).map(Attempt::mover).orElse("");
  }

  /** What its pod needs may have been removed since it was made. */
  private void keep(Replication owner, Job job) {
    sites.keepAccount(owner, job.getSpec().getTemplate().getSpec().getServiceAccountName());
    template.carried(job).ifPresent(attempt -> scratch.ensure(owner, attempt));
  }

  /** The scratch volumes first: as long as the Job is there, this is done again after a crash. */
  @Override
  public void remove(Replication owner, ThingId id, String uid) {
    try {
      jobs.of(owner, uid).or(() -> jobs.live(owner, uid)).ifPresent(job -> remove(owner, id, job));
    } catch (KubernetesClientException e) {
      throw Refused.with("the mover's Job can't be removed", e);
    }
  }

  /** Together with what was only needed until it succeeded; the cluster keeps that for its pod. */
  private void remove(Replication owner, ThingId id, Job job) {
    Thing.State state = thing(owner, job, id, pods.of(owner)).state();
    boolean succeeded = state == Thing.State.SUCCEEDED;
    if (succeeded || jobs.of(owner).size() <= 1) { // another attempt may wait for the same cache
      template.carried(job).ifPresent(attempt -> scratch.discard(owner, attempt, succeeded));
    }
    if (state == Thing.State.FAILED) {
      announcements.failed(owner, mover(job), job);
    }
    jobs.delete(job);
  }
}
