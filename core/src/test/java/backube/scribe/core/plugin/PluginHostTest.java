package backube.scribe.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.DataMover;
import backube.scribe.core.resource.Replication;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PluginHostTest {
  @TempDir Path folder;

  private final List<PluginHost> hosts = new ArrayList<>();

  @AfterEach
  void unload() {
    hosts.forEach(PluginHost::close);
  }

  private MoverCatalog load(Path... folders) {
    PluginHost host = PluginHost.load(List.of(folders));
    hosts.add(host);
    return host.catalog();
  }

  private String refusal(PluginJar jar) throws IOException {
    jar.in(folder, "bad.jar");
    MoverCatalog catalog = load(folder);
    assertThat(catalog.movers()).isEmpty();
    assertThat(catalog.refused()).hasSize(1);
    assertThat(catalog.refused().get(0).file()).isEqualTo("bad.jar");
    return catalog.refused().get(0).message();
  }

  @Test
  void loadsWhatAPluginOffers() throws Exception {
    PluginJar.mover("acme-copy", "copy").in(folder, "acme.jar");
    Files.writeString(folder.resolve("README"), "not a plugin");

    MoverCatalog catalog = load(folder);

    assertThat(catalog.refused()).isEmpty();
    InstalledMover mover = catalog.find("copy").orElseThrow();
    assertThat(mover.pluginId()).isEqualTo("acme-copy");
    assertThat(mover.version()).isEqualTo("1.2.3");
    assertThat(mover.file()).isEqualTo(folder.resolve("acme.jar"));
    assertThat(mover.mover().image()).isEqualTo("i");
    assertThat(mover.mover().source().orElseThrow().section().getClassLoader())
        .hasToString("plugin acme-copy 1.2.3 (acme.jar)");
  }

  @Test
  void anInstallationMayChooseTheImageOfAMover() throws Exception {
    PluginJar.mover("acme-copy", "copy").in(folder, "acme.jar");

    MoverCatalog catalog = load(folder).withImages(Map.of("copy", "mirror/copy:1", "other", "x"));

    InstalledMover mover = catalog.find("copy").orElseThrow();
    assertThat(mover.mover().image()).isEqualTo("mirror/copy:1");
    assertThat(mover.mover().source()).isPresent();
  }

  @Test
  void showsAPluginTheAllowedPackagesAndNothingElseOfTheController() throws Exception {
    PluginJar.of("curious")
        .mover(
            """
            public String image() {
              StringBuilder seen = new StringBuilder();
              for (String name : List.of(
                  "backube.scribe.api.mover.Plan", "backube.scribe.core.plugin.PluginHost",
                  "com.google.inject.Guice", "com.fasterxml.jackson.databind.ObjectMapper",
                  "com.fasterxml.jackson.annotation.JsonProperty", "org.slf4j.Logger",
                  "io.fabric8.kubernetes.api.model.Pod", "org.yaml.snakeyaml.Yaml")) {
                try {
                  Class.forName(name, false, getClass().getClassLoader());
                  seen.append(name.substring(name.lastIndexOf('.') + 1)).append(' ');
                } catch (ClassNotFoundException e) {
                }
              }
              return seen.toString() + getClass().getResource("/backube/scribe/api/spi.properties");
            }
            """)
        .in(folder, "curious.jar");

    DataMover mover = load(folder).movers().get(0).mover();

    assertThat(mover.image()).isEqualTo("Plan JsonProperty Logger Pod null");
  }

  @Test
  void makesSectionsByReflectionAsOftenAsNeeded() throws Exception {
    PluginJar.mover("acme-copy", "copy").in(folder, "acme.jar");
    Class<?> section = load(folder).movers().get(0).mover().source().orElseThrow().section();
    Constructor<?> constructor = section.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    Object[] absent =
        Arrays.stream(constructor.getParameterTypes())
            .map(type -> type == List.class ? List.of() : Optional.empty())
            .toArray();

    // JDK 17 makes an accessor class after 15 calls, beside the class that is called.
    for (int i = 0; i < 100; i++) {
      assertThat(constructor.newInstance(absent)).isInstanceOf(section);
    }
  }

  @Test
  void asksAMoverOnceForWhatNeverChanges() throws Exception {
    PluginJar.of("fickle")
        .mover("private int n; public String image() { return \"i\" + n++; }")
        .in(folder, "fickle.jar");

    DataMover mover = load(folder).movers().get(0).mover();

    assertThat(mover.image()).isEqualTo(mover.image());
  }

  /** JDK 17 makes its own accessor of a constructor after 15 calls, below the plugin's loader. */
  @Test
  void decodesTheSectionsOfALoadedMoverHoweverOften() throws Exception {
    PluginJar.mover("acme-copy", "copy").in(folder, "acme.jar");
    Sections sections = new CatalogSections(load(folder));
    Replication resource =
        Resources.source("{sourcePVC: d, copy: {repository: r, copyMethod: Clone}}");

    for (int i = 0; i < 50; i++) {
      assertThat(sections.decode(resource)).isInstanceOf(Decoded.Usable.class);
    }
  }

  @Test
  void injectsClassesOfThePluginIntoItsMover() throws Exception {
    PluginJar.of("injected")
        .mover(
            """
            private final Tool tool;
            @jakarta.inject.Inject Sample(Tool tool) { this.tool = tool; }
            public String image() { return tool.image(); }
            static class Tool { String image() { return "from a tool"; } }
            """)
        .in(folder, "injected.jar");

    assertThat(load(folder).movers().get(0).mover().image()).isEqualTo("from a tool");
  }

  @Test
  void refusesOneWithoutTouchingTheOthers() throws Exception {
    PluginJar.mover("a", "alpha").in(folder, "a.jar");
    Files.writeString(folder.resolve("b.jar"), "this is no jar");
    PluginJar.of("c")
        .mover("public String name() { throw new NoClassDefFoundError(\"x/Y\"); }")
        .in(folder, "c.jar");
    PluginJar.mover("d", "delta").in(folder, "d.jar");

    MoverCatalog catalog = load(folder);

    assertThat(catalog.names()).containsExactly("alpha", "delta");
    assertThat(catalog.refused()).extracting(RefusedPlugin::file).containsExactly("b.jar", "c.jar");
  }

  @Test
  void keepsTheFirstOfTwoWithOneId() throws Exception {
    PluginJar.mover("same", "one").in(folder, "b.jar");
    PluginJar.mover("same", "two").in(folder, "a.jar");

    MoverCatalog catalog = load(folder);

    assertThat(catalog.names()).containsExactly("two");
    assertThat(catalog.refused())
        .containsExactly(
            new RefusedPlugin(
                "b.jar",
                "its Plugin-Id same is that of a.jar, which is used; remove one of the two"));
  }

  @Test
  void keepsTheFirstOfTwoMoversWithOneNameAlsoAcrossFolders() throws Exception {
    Path first = Files.createDirectory(folder.resolve("first"));
    Path second = Files.createDirectory(folder.resolve("second"));
    PluginJar.mover("b", "copy").in(first, "z.jar");
    PluginJar.mover("a", "copy").in(second, "a.jar");

    MoverCatalog catalog = load(first, second);

    assertThat(catalog.movers()).extracting(InstalledMover::pluginId).containsExactly("b");
    assertThat(catalog.refused())
        .containsExactly(
            new RefusedPlugin(
                "a.jar",
                "its mover copy is offered by z.jar, too, which is used; remove one of the two"));
  }

  @Test
  void anIdOfARefusedPluginIsFree() throws Exception {
    PluginJar.of("same").in(folder, "a.jar");
    PluginJar.mover("same", "copy").in(folder, "b.jar");

    assertThat(load(folder).names()).containsExactly("copy");
  }

  @Test
  void reportsAFolderThatIsNotThere() {
    MoverCatalog catalog = load(folder.resolve("missing"));

    assertThat(catalog.refused().get(0).message())
        .startsWith("it can't be read as a folder of plugins: NoSuchFileException");
  }

  @Test
  void writesNothingIntoTheFolder() throws Exception {
    PluginJar.mover("a", "alpha").in(folder, "a.jar");
    Files.writeString(folder.resolve("b.jar"), "this is no jar");
    var before = listing();

    load(folder);

    assertThat(listing()).isEqualTo(before);
  }

  private Map<String, Object> listing() throws IOException {
    Map<String, Object> listing = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        listing.put(file.toString(), Files.getLastModifiedTime(file));
      }
    }
    return listing;
  }

  static Stream<Arguments> badJars() {
    return Stream.of(
        bad(
            jar -> jar.manifest("Plugin-Id", null),
            "its manifest lacks Plugin-Id; an entry like 'Plugin-Id: restic' is needed"),
        bad(
            jar -> jar.manifest("Plugin-Version", null),
            "its manifest lacks Plugin-Version; an entry like 'Plugin-Version: 1.0.0' is needed"),
        bad(
            jar -> jar.manifest("Plugin-Requires", null),
            "its manifest lacks Plugin-Requires; an entry like 'Plugin-Requires: >=0.1.0 & <0.2.0'"
                + " is needed"),
        bad(
            jar -> jar.manifest("Plugin-Requires", ">=9.0.0"),
            "it requires SPI >=9.0.0, and this is SPI 0.1.0: use a release of the plugin for that"),
        bad(
            jar -> jar.manifest("Plugin-Requires", "9.0.0"),
            "it requires SPI 9.0.0, and this is SPI 0.1.0: use a release of the plugin for that"),
        bad(
            jar -> jar.manifest("Plugin-Requires", "recent"),
            "Plugin-Requires: 'recent' is not a range of versions; write it like >=0.1.0 & <0.2.0"),
        bad(
            jar -> jar.manifest("Plugin-Dependencies", "other"),
            "its manifest has Plugin-Dependencies: other, and a mover's plugin stands alone; remove"
                + " the entry"),
        bad(
            jar -> jar.manifest("Class-Path", "lib/x.jar"),
            "its manifest has Class-Path: lib/x.jar, and a plugin is one jar; remove the entry"),
        bad(
            jar -> jar.entry("backube/scribe/api/mover/Plan.class", "x"),
            "it brings classes of backube.scribe.api along (backube/scribe/api/mover/Plan.class);"
                + " that package is the controller's: use scope provided"),
        bad(
            jar -> jar.entry("lib/org/slf4j/Logger.class", "x"),
            "it brings classes of org.slf4j along (lib/org/slf4j/Logger.class); that package is the"
                + " controller's: use scope provided"),
        bad(
            jar -> jar.entry("META-INF/versions/17/org/pf4j/Plugin.class", "x"),
            "it brings classes of org.pf4j along (META-INF/versions/17/org/pf4j/Plugin.class); that"
                + " package is the controller's: use scope provided"),
        bad(
            jar ->
                jar.entry(
                    "lib/api.jar",
                    PluginJar.of("n").entry("jakarta/inject/Inject.class", "x").bytes()),
            "it brings classes of jakarta.inject along (lib/api.jar!/jakarta/inject/Inject.class);"
                + " that package is the controller's: use scope provided"),
        bad(
            jar -> jar.entry("lib/other.jar", PluginJar.of("n").entry("a/B.class", "x").bytes()),
            "it holds the jar lib/other.jar, which is not looked into; put its classes beside the"
                + " plugin's own"),
        bad(
            jar -> jar,
            "it offers no mover: META-INF/extensions.idx must name a class with @Extension that"
                + " implements DataMover; PF4J's annotation processor writes it (from JDK 23 on,"
                + " javac needs -proc:full)"),
        bad(
            jar -> jar.extension("sample.Missing"),
            "its extension sample.Missing does not fit: ClassNotFoundException: sample.Missing; use"
                + " a release built for SPI 0.1.0 that brings all other classes along"),
        bad(
            jar -> jar.entry("sample/Torn.class", "x").extension("sample.Torn"),
            "its extension sample.Torn does not fit: ClassFormatError: Truncated class file; use a"
                + " release built for SPI 0.1.0 that brings all other classes along"),
        bad(
            jar -> jar.mover("public Sample() { throw new IllegalStateException(\"no luck\"); }"),
            "the constructor of sample.Sample failed: IllegalStateException: no luck"),
        bad(
            jar -> jar.mover("static { if (true) throw new AssertionError(\"no luck\"); }"),
            "the constructor of sample.Sample failed: AssertionError: no luck"),
        bad(
            jar -> jar.mover("public Sample(int number) {}"),
            "sample.Sample needs a public constructor without arguments or one with @Inject"),
        bad(
            jar -> jar.mover("@jakarta.inject.Inject public Sample() { throw new Error(\"no\"); }"),
            "the constructor of sample.Sample failed: Error: no"),
        bad(
            jar -> jar.mover("public String name() { throw new NoSuchMethodError(\"a.B.c()\"); }"),
            "sample.Sample.name() does not fit: NoSuchMethodError: a.B.c(); use a release built for"
                + " SPI 0.1.0 that brings all other classes along"),
        bad(
            jar -> jar.mover("public String name() { return name(); }"),
            "sample.Sample.name() failed: StackOverflowError: null"),
        bad(
            jar -> jar.mover("public String name() { return null; }"),
            "sample.Sample.name() is null"),
        bad(
            jar -> jar.mover("public String name() { return \"My mover\"; }"),
            "sample.Sample.name() is 'My mover'; it must be a lower-case letter followed by at most"
                + " 29 letters and digits, such as restic"),
        bad(
            jar -> jar.mover("public String name() { return \"trigger\"; }"),
            "sample.Sample.name() is 'trigger', which is a field of the resources; these are:"
                + " conditions, external, lastManualSync, lastSyncDuration, lastSyncStartTime,"
                + " lastSyncTime, latestImage, latestMoverStatus, nextSyncTime, paused, plugin,"
                + " sections, sourcePVC, sync, trigger"),
        bad(
            jar -> jar.mover("public String image() { return \" \"; }"),
            "mover sample: image() is empty; it must name an image"),
        bad(
            jar -> jar.mover("public Optional<MoverSide<?, ?>> source() { return null; }"),
            "sample.Sample.source() is null"),
        bad(
            jar ->
                jar.mover("public Optional<MoverSide<?, ?>> source() { return Optional.empty(); }"),
            "mover sample offers neither source() nor destination(); one is needed"),
        bad(
            jar -> jar.mover(side("Optional<java.net.URI> uri", "")),
            "mover sample, section for ReplicationSource: uri: type java.net.URI is not supported;"
                + " use String, Boolean, Integer, Long, Instant, an enum, Quantity, IntOrString, a"
                + " record or a Kubernetes model class, or a list or map of these"),
        bad(
            jar -> jar.mover(side("Optional<String> capacity", ", Group.VOLUME")),
            "mover sample, section for ReplicationSource: capacity: this field is the mover's own"
                + " and of group VOLUME; give it another name or leave the group out"),
        bad(
            jar -> jar.mover(side("Optional<String> a", ", Group.POD, Group.POD")),
            "mover sample, section for ReplicationSource: group POD is declared twice"),
        bad(
            jar -> jar.mover(side("Optional<String> a", ", Group.scratch(\"tmp\")")),
            "mover sample, section for ReplicationSource: group scratch(\"tmp\"): its name must be"
                + " a lower-case letter followed by at most 19 lower-case letters and digits, and"
                + " no directory of the system"),
        bad(
            jar -> jar.mover(side("@Rule(pattern = \"(\") Optional<String> a", "")),
            "mover sample, section for ReplicationSource: a: its pattern can't be read: Unclosed"
                + " group"),
        bad(
            jar ->
                jar.mover("public String name() { return \"one\"; }")
                    .source("other.Second", second())
                    .extension("other.Second"),
            "it offers two movers named one; names must differ"),
        bad(
            jar -> jar.mover("").manifest("Plugin-Class", "sample.Life"),
            "its manifest has Plugin-Class: sample.Life, and a mover is an extension without a life"
                + " of its own; remove the entry"));
  }

  private static Arguments bad(UnaryOperator<PluginJar> change, String message) {
    return Arguments.of(message, change);
  }

  private static String side(String component, String groups) {
    return """
        public record Config(%s) {}
        public Optional<MoverSide<?, ?>> source() {
          return Optional.of(MoverSide.of(Config.class%s).plan(run -> null));
        }
        """
        .formatted(component, groups);
  }

  private static String second() {
    return """
        package other;
        public class Second implements backube.scribe.api.mover.DataMover {
          public String name() { return "one"; }
          public String image() { return "i"; }
          record Config() {}
          public java.util.Optional<backube.scribe.api.mover.MoverSide<?, ?>> destination() {
            return java.util.Optional.of(
                backube.scribe.api.mover.MoverSide.of(Config.class).plan(run -> null));
          }
        }
        """;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badJars")
  void refuses(String message, UnaryOperator<PluginJar> change) throws Exception {
    assertThat(refusal(change.apply(PluginJar.of("sample")))).isEqualTo(message);
  }

  @Test
  void refusesAClassFileOfANewerJava() throws Exception {
    PluginJar good = PluginJar.mover("a", "copy");
    byte[] future = new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 120};

    assertThat(refusal(good.entry("sample/Sample.class", future)))
        .startsWith("its extension sample.Sample is compiled for a newer Java: ")
        .contains("class file version 120.0")
        .contains("use a release for Java");
  }

  @Test
  void refusesWhatIsNoJar() throws Exception {
    Files.writeString(folder.resolve("text.jar"), "this is no jar");
    Files.createDirectory(folder.resolve("folder.jar"));
    byte[] good = PluginJar.mover("a", "copy").bytes();
    Files.write(folder.resolve("torn.jar"), Arrays.copyOf(good, good.length / 2));

    assertThat(load(folder).refused())
        .hasSize(3)
        .allSatisfy(
            refused -> assertThat(refused.message()).startsWith("it can't be read as a jar: "));
  }
}
