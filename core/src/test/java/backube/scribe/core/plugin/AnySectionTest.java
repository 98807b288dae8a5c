package backube.scribe.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.resource.PluginSpec;
import backube.scribe.api.resource.ReplicationDestinationSpec;
import backube.scribe.api.resource.ReplicationSourceSpec;
import backube.scribe.api.resource.ReplicationSpec;
import backube.scribe.api.resource.ReplicationStatus;
import backube.scribe.core.resource.Replication;
import backube.scribe.core.resource.ResourceKey;
import backube.scribe.core.resource.Role;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Whatever JSON a section is, it is decoded or refused, and always the same way. */
class AnySectionTest {
  private final Sections sections =
      new CatalogSections(new MoverCatalog(List.of(SampleMover.installed("sample")), List.of()));

  /** Fields of the sample's section and of what is within, so that values get deep. */
  private static final List<String> NAMES =
      List.of(
          "repository",
          "retain",
          "hourly",
          "last",
          "within",
          "interval",
          "bytes",
          "force",
          "asOf",
          "limit",
          "mode",
          "tags",
          "labels",
          "more",
          "copyMethod",
          "capacity",
          "accessModes",
          "destinationPVC",
          "cacheCapacity",
          "cacheAccessModes",
          "customCA",
          "key",
          "secretName",
          "moverVolumes",
          "mountPath",
          "volumeSource",
          "secret",
          "items",
          "moverSecurityContext",
          "runAsUser",
          "moverResources",
          "limits",
          "memory",
          "moverAffinity",
          "nodeAffinity",
          "moverPodLabels");

  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "Direct",
          "Snapshot",
          "Clone",
          "1Gi",
          "-1",
          "1e999999",
          "2026-01-01T00:00:00Z",
          "2026-02-30T00:00:00Z",
          "ReadWriteOnce",
          "3w",
          "Quick",
          "true",
          "\u0000\uD800",
          "throws");

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void isDecodedOrRefused(
      @ForAll("objects") Map<String, Object> section, @ForAll Role role, @ForAll boolean plugin) {
    Decoded decoded = sections.decode(resource(role, section, plugin));

    assertThat(decoded).isInstanceOfAny(Decoded.Usable.class, Decoded.Refused.class);
    if (decoded instanceof Decoded.Refused refused) {
      assertThat(refused.refusal().message()).isNotBlank().doesNotContain("\u0000", "Exception");
    }
    Statistics.collect(decoded.getClass().getSimpleName());
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void isRefusedInTheSameWordsInWhateverOrderItsFieldsCome(
      @ForAll("objects") Map<String, Object> section, @ForAll Role role, @ForAll long seed) {
    Map<String, Object> shuffled = shuffle(section, new Random(seed));

    assertThat(words(sections.decode(resource(role, shuffled, false))))
        .isEqualTo(words(sections.decode(resource(role, section, false))));
  }

  private static String words(Decoded decoded) {
    return decoded instanceof Decoded.Refused refused ? refused.refusal().message() : "usable";
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> shuffle(Map<String, Object> object, Random random) {
    List<String> names = new ArrayList<>(object.keySet());
    Collections.shuffle(names, random);
    Map<String, Object> shuffled = new LinkedHashMap<>();
    for (String name : names) {
      Object value = object.get(name);
      shuffled.put(
          name, value instanceof Map ? shuffle((Map<String, Object>) value, random) : value);
    }
    return shuffled;
  }

  private static Replication resource(Role role, Map<String, Object> section, boolean plugin) {
    PluginSpec named = plugin ? new PluginSpec("sample", section) : null;
    Map<String, Object> flat = plugin ? Map.of() : Map.of("sample", section);
    ReplicationSpec spec =
        role == Role.SOURCE
            ? new ReplicationSourceSpec("data", null, null, null, named, flat)
            : new ReplicationDestinationSpec(null, null, null, named, flat);
    return new Replication(
        new ResourceKey(role, "ns", "name"),
        "uid",
        Instant.EPOCH,
        "1",
        false,
        Map.of(),
        Optional.of("data"),
        spec,
        ReplicationStatus.EMPTY);
  }

  /** Objects that often have what a section needs. */
  @Provide
  Arbitrary<Map<String, Object>> objects() {
    return object(json(3))
        .flatMap(
            object ->
                Arbitraries.of(true, true, false)
                    .map(
                        complete -> {
                          Map<String, Object> section = new LinkedHashMap<>(object);
                          if (complete) {
                            section.putIfAbsent("repository", "secret");
                            section.putIfAbsent("copyMethod", "Direct");
                          }
                          return section;
                        }));
  }

  private static Arbitrary<Map<String, Object>> object(Arbitrary<Object> values) {
    Arbitrary<String> names =
        Arbitraries.oneOf(
            Arbitraries.of(NAMES), Arbitraries.of(NAMES), Arbitraries.strings().ofMaxLength(5));
    return Arbitraries.maps(names, values).ofMaxSize(6).map(LinkedHashMap::new);
  }

  private static Arbitrary<Object> json(int depth) {
    Arbitrary<Object> scalar =
        Arbitraries.of(
                Stream.concat(
                        TEXTS.stream(),
                        Stream.of(
                            0,
                            1,
                            -1,
                            Integer.MIN_VALUE,
                            Long.MAX_VALUE,
                            1.5,
                            5.0,
                            true,
                            false,
                            new BigInteger("99999999999999999999"),
                            new BigDecimal("1e400")))
                    .toList())
            .map(value -> (Object) value)
            .injectNull(0.1);
    if (depth == 0) {
      return scalar;
    }
    Arbitrary<Object> deeper = json(depth - 1);
    return Arbitraries.oneOf(
        scalar,
        scalar,
        deeper.list().ofMaxSize(3).map(list -> (Object) list),
        object(deeper).map(map -> (Object) map));
  }
}
