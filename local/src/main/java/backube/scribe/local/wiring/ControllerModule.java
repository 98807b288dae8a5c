package backube.scribe.local.wiring;

import backube.scribe.core.dialect.Conventions;
import backube.scribe.core.metric.Metrics;
import backube.scribe.core.pass.Identities;
import backube.scribe.core.pass.Pass;
import backube.scribe.core.plugin.CatalogSections;
import backube.scribe.core.plugin.MoverCatalog;
import backube.scribe.core.plugin.Sections;
import backube.scribe.core.queue.Queue;
import backube.scribe.core.resource.Awaited;
import backube.scribe.core.resource.Events;
import backube.scribe.core.resource.References;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.run.Runs;
import backube.scribe.core.secret.GeneratedSecrets;
import backube.scribe.core.sync.Patience;
import backube.scribe.core.volume.Volumes;
import backube.scribe.core.world.ThingId;
import backube.scribe.local.exchange.LoopbackEndpoints;
import backube.scribe.local.loop.Controller;
import backube.scribe.local.loop.ManifestFeed;
import backube.scribe.local.loop.Notices;
import backube.scribe.local.loop.Sandboxes;
import backube.scribe.local.loop.Standstill;
import backube.scribe.local.sandbox.SandboxRuns;
import backube.scribe.local.store.Mailbox;
import backube.scribe.local.store.RequestBook;
import backube.scribe.local.store.ResourceStore;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.util.Optional;

/** The store, the queue, the pass and the controller that drives it. */
final class ControllerModule extends AbstractModule {
  private final EngineSettings settings;
  private final Notices notices;
  private final Events events;

  ControllerModule(EngineSettings settings, Notices notices, Events events) {
    this.settings = settings;
    this.notices = notices;
    this.events = events;
  }

  @Override
  protected void configure() {
    bind(Notices.class).toInstance(notices);
    bind(Events.class).toInstance(events);
  }

  @Provides
  @Singleton
  WakeUps wakeUps() {
    return new WakeUps();
  }

  @Provides
  @Singleton
  ResourceStore store() {
    return new ResourceStore(settings.paths(), settings.clock(), settings.uids());
  }

  @Provides
  @Singleton
  RequestBook requestBook(ResourceStore store) {
    return new RequestBook(settings.paths(), settings.clock(), store.keys());
  }

  @Provides
  @Singleton
  Sections sections(MoverCatalog catalog) {
    return new CatalogSections(catalog);
  }

  @Provides
  @Singleton
  Queue queue(WakeUps wakeUps) {
    return new Queue(settings.maxRuns(), wakeUps::ended);
  }

  @Provides
  @Singleton
  Pass.Ports ports(
      ResourceStore store,
      References references,
      Volumes volumes,
      Runs runs,
      GeneratedSecrets secrets,
      LoopbackEndpoints endpoints) {
    return new Pass.Ports(
        store,
        references,
        volumes,
        runs,
        secrets,
        endpoints,
        events,
        Awaited.NONE,
        Metrics.NONE,
        settings.clock());
  }

  @Provides
  @Singleton
  Pass pass(Pass.Ports ports, Sections sections, Queue queue, RequestBook requests) {
    return pass(ports, sections, queue, requests, settings.patience());
  }

  private static Pass pass(
      Pass.Ports ports, Sections sections, Queue queue, Pass.Requests requests, Patience patience) {
    return new Pass(
        ports, sections, queue, new Identities(), requests, patience, Conventions.SCRIBE);
  }

  @Provides
  @Singleton
  ManifestFeed feed(ResourceStore store) {
    return new ManifestFeed(
        settings.manifests(),
        store,
        settings.clock(),
        notices,
        key -> settings.only().map(key::equals).orElse(true));
  }

  @Provides
  @Singleton
  Controller controller(
      ManifestFeed feed,
      ResourceStore store,
      RequestBook requests,
      Queue queue,
      Pass pass,
      Sections sections,
      Pass.Ports ports,
      SandboxRuns runs,
      WakeUps wakeUps) {
    Queue closed = new Queue(0, key -> {}); // is never opened
    Pass cancelling =
        pass(Standstill.of(ports), sections, queue, key -> Optional.empty(), Standstill.NONE);
    Controller controller =
        new Controller(
            new Controller.Parts(
                feed,
                store,
                requests,
                new Mailbox(settings.paths()),
                queue,
                pass,
                cancelling,
                pass(ports, sections, closed, requests, settings.patience()),
                ports,
                sandboxes(runs),
                notices,
                settings.clock()));
    wakeUps.to(controller::wake);
    return controller;
  }

  private static Sandboxes sandboxes(SandboxRuns runs) {
    return new Sandboxes() {
      @Override
      public void stop(Replication owner, ThingId id, String uid) {
        runs.stop(owner, id, uid);
      }

      @Override
      public void forget(ResourceKey owner) {
        runs.forget(owner);
      }
    };
  }
}
