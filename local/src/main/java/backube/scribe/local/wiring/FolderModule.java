package backube.scribe.local.wiring;

import backube.scribe.core.plugin.MoverCatalog;
import backube.scribe.core.plugin.PluginHost;
import backube.scribe.core.resource.References;
import backube.scribe.core.run.Runs;
import backube.scribe.core.secret.GeneratedSecrets;
import backube.scribe.core.volume.Volumes;
import backube.scribe.local.exchange.KeptSecrets;
import backube.scribe.local.exchange.KnownReferences;
import backube.scribe.local.exchange.LoopbackEndpoints;
import backube.scribe.local.folder.Claims;
import backube.scribe.local.folder.Copies;
import backube.scribe.local.folder.DataFolders;
import backube.scribe.local.folder.FolderCheck;
import backube.scribe.local.folder.FolderVolumes;
import backube.scribe.local.loop.ManifestClaims;
import backube.scribe.local.loop.ManifestReferences;
import backube.scribe.local.process.Deletion;
import backube.scribe.local.process.Processes;
import backube.scribe.local.process.Programs;
import backube.scribe.local.sandbox.MoverFiles;
import backube.scribe.local.sandbox.PluginMoverFiles;
import backube.scribe.local.sandbox.SandboxCheck;
import backube.scribe.local.sandbox.SandboxOptions;
import backube.scribe.local.sandbox.SandboxRuns;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The ports for volumes and runs: folders and sandboxes. */
final class FolderModule extends AbstractModule {
  /** How long a mover may take to end when it is asked to: restic removes its lock. */
  private static final Duration GRACE = Duration.ofSeconds(60);

  /** How many files of a source are looked at for their owners: a fraction of a second. */
  private static final int MOST_LOOKED_AT = 100_000;

  private final EngineSettings settings;

  FolderModule(EngineSettings settings) {
    this.settings = settings;
  }

  @Provides
  @Singleton
  Claims claims() {
    return new ManifestClaims(settings.manifests());
  }

  @Provides
  @Singleton
  KeptSecrets keptSecrets() {
    return new KeptSecrets(settings.paths(), new ManifestReferences(settings.manifests()));
  }

  @Provides
  @Singleton
  References references(KeptSecrets secrets) {
    return new KnownReferences(new ManifestReferences(settings.manifests()), secrets);
  }

  @Provides
  @Singleton
  LoopbackEndpoints endpoints() {
    return new LoopbackEndpoints(settings.paths());
  }

  @Provides
  @Singleton
  GeneratedSecrets generatedSecrets(KeptSecrets secrets, WakeUps wakeUps) {
    ExecutorService thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread made = new Thread(task, "keys");
              made.setDaemon(true);
              return made;
            });
    return new GeneratedSecrets(secrets, settings.random(), thread, wakeUps::ended);
  }

  @Provides
  @Singleton
  PluginHost pluginHost() {
    return PluginHost.load(settings.plugins());
  }

  @Provides
  @Singleton
  MoverCatalog catalog(PluginHost host) {
    return host.catalog();
  }

  @Provides
  @Singleton
  Programs programs() {
    String path = settings.environment().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
    return new Programs(settings.paths().programs(), path);
  }

  @Provides
  @Singleton
  SandboxOptions sandboxOptions(Programs programs) throws IOException {
    SandboxCheck.Answer answer = new SandboxCheck(programs, uid()).run();
    if (answer instanceof SandboxCheck.Answer.Blocked blocked) {
      throw new Unusable(blocked.message());
    }
    boolean privileged = ((SandboxCheck.Answer.Usable) answer).privileged();
    return new SandboxOptions(
        privileged, settings.tools(), settings.shared(), settings.environment());
  }

  @Provides
  @Singleton
  Processes processes(Programs programs, WakeUps wakeUps) {
    return new Processes(settings.paths(), programs, GRACE, wakeUps);
  }

  @Provides
  @Singleton
  DataFolders dataFolders(Claims claims) {
    return new DataFolders(settings.paths(), claims);
  }

  @Provides
  @Singleton
  Volumes volumes(
      DataFolders folders, Programs programs, Processes processes, SandboxOptions options)
      throws IOException {
    FolderCheck.Owners owners =
        options.privileged() || settings.anybodysFiles()
            ? new FolderCheck.Owners.Anybody()
            : new FolderCheck.Owners.Only(uid(), MOST_LOOKED_AT);
    return new FolderVolumes(
        settings.paths(),
        folders,
        new FolderCheck(settings.paths(), folders, programs, owners),
        new Copies(processes, programs, settings.uids(), boot()),
        processes);
  }

  @Provides
  @Singleton
  MoverFiles moverFiles(MoverCatalog catalog, Programs programs) {
    Deletion deletion = new Deletion(settings.paths().root(), programs);
    return new PluginMoverFiles(catalog, settings.paths(), deletion);
  }

  @Provides
  @Singleton
  Runs runs(SandboxRuns runs) {
    return runs;
  }

  @Provides
  @Singleton
  SandboxRuns sandboxRuns(
      Processes processes,
      DataFolders folders,
      References references,
      MoverFiles movers,
      LoopbackEndpoints endpoints,
      SandboxOptions options) {
    return new SandboxRuns(
        settings.paths(),
        processes,
        folders,
        references,
        movers,
        endpoints::port,
        options,
        settings.uids());
  }

  private static long uid() throws IOException {
    return ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
  }

  private static String boot() throws IOException {
    return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
  }
}
