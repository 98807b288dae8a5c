package backube.scribe.e2e.cluster;

import backube.scribe.e2e.rig.Await;
import backube.scribe.e2e.tool.Shell;
import backube.scribe.e2e.tool.Shell.Ended;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.VolumeDevice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A pod that does nothing but use a claim, for a test's own commands. */
record VolumePod(KubernetesClient client, String namespace, String name) {
  private static final int LONGEST_SECONDS = 120;
  private static final String MOUNT = "/data";

  /** Where a device is. */
  static final String DEVICE = "/dev/block";

  /** Starts one that mounts the claim at {@code /data}; returns when it runs. */
  static VolumePod start(
      NamespaceObjects objects, String name, String image, String claim, Workload workload) {
    Container container =
        new ContainerBuilder()
            .withWorkingDir(MOUNT)
            .addNewVolumeMount()
            .withName("data")
            .withMountPath(MOUNT)
            .endVolumeMount()
            .build();
    return start(objects, name, image, claim, workload, container);
  }

  /** The same of one that has the claim as {@link #DEVICE}. */
  static VolumePod ofDevice(
      NamespaceObjects objects, String name, String image, String claim, Workload workload) {
    Container container =
        new ContainerBuilder().withVolumeDevices(new VolumeDevice(DEVICE, "data")).build();
    return start(objects, name, image, claim, workload, container);
  }

  private static VolumePod start(
      NamespaceObjects objects,
      String name,
      String image,
      String claim,
      Workload workload,
      Container using) {
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withNamespace(objects.namespace())
            .withName(name)
            .endMetadata()
            .withNewSpec()
            .withSecurityContext(workload.pod())
            .withTerminationGracePeriodSeconds(0L)
            .withAutomountServiceAccountToken(false)
            .addNewContainerLike(using)
            .withName("main")
            .withImage(image)
            .withImagePullPolicy("IfNotPresent")
            .withCommand("sleep", "infinity")
            .withSecurityContext(workload.container())
            .endContainer()
            .addNewVolume()
            .withName("data")
            .withNewPersistentVolumeClaim(claim, null)
            .endVolume()
            .endSpec()
            .build();
    objects.client().resource(pod).create();
    VolumePod started = new VolumePod(objects.client(), objects.namespace(), name);
    Await.until(
        "the pod " + name,
        started::phase,
        "Running"::equals,
        () -> "its state: " + started.state());
    return started;
  }

  private String phase() {
    Pod pod = client.pods().inNamespace(namespace).withName(name).get();
    return pod == null ? "absent" : pod.getStatus().getPhase();
  }

  private String state() {
    Pod pod = client.pods().inNamespace(namespace).withName(name).get();
    return pod == null
        ? "absent"
        : pod.getStatus().getConditions() + " " + pod.getStatus().getContainerStatuses();
  }

  /** Runs a command with the volume's top as working directory. */
  Ended run(String... command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (ExecWatch exec =
        client
            .pods()
            .inNamespace(namespace)
            .withName(name)
            .writingOutput(out)
            .writingError(err)
            .exec(command)) {
      int code = exec.exitCode().get(LONGEST_SECONDS, TimeUnit.SECONDS);
      return new Ended(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("pod %s can't run %s".formatted(name, command[0]), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Puts a program of this machine into it: by kubectl, because the client chokes on megabytes. */
  void install(Path program, String path) {
    Shell.script(
        program.getParent(),
        "kubectl --namespace %1$s exec --stdin %2$s -- bash -c 'cat >%3$s && chmod 755 %3$s' <'%4$s'"
            .formatted(namespace, name, path, program));
  }

  /** Removes it; returns when it is gone. */
  void remove() {
    client.pods().inNamespace(namespace).withName(name).withGracePeriod(0).delete();
    Await.until("the pod " + name + " to be gone", () -> phase().equals("absent"));
  }
}
