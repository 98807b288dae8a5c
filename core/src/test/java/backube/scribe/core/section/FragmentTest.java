package backube.scribe.core.section;

import static org.assertj.core.api.Assertions.assertThat;

import backube.scribe.api.mover.Group;
import backube.scribe.api.mover.MoverSide;
import backube.scribe.api.mover.Rule;
import backube.scribe.core.resource.Role;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FragmentTest {
  enum Mode {
    @JsonProperty("Quick")
    QUICK,
    @JsonProperty("Careful")
    CAREFUL
  }

  record Config(
      @Rule(required = true, minLength = 1, maxLength = 9) @JsonPropertyDescription("A name.")
          Optional<String> name,
      @Rule(minimum = 0, maximum = 5) Optional<Integer> count,
      Optional<Long> bytes,
      Optional<Boolean> force,
      Optional<Instant> at,
      Optional<Quantity> size,
      @Rule(pattern = "^[0-9]+$", minimum = 1) Optional<IntOrString> last,
      Optional<Mode> mode,
      @Rule(maxItems = 2, minLength = 1) List<String> tags,
      @Rule(maxItems = 3) Map<String, Quantity> limits,
      List<Part> parts,
      Optional<KeyToPath> model) {}

  record Part(String path, Optional<Double> share) {}

  record Texts(
      @Rule(pattern = "^'\\d+'$", expected = "quoted digits") Optional<String> number,
      @Rule(pattern = "^a$") Optional<String> unexplained,
      @Rule(pattern = "^[0-9]+$", expected = "digits", maxItems = 9, maxLength = 9)
          List<String> few,
      @Rule(pattern = "^[0-9]+$", expected = "digits") List<String> many) {}

  record Status(Optional<Instant> last, int count) {}

  @Test
  void isAStructuralSchemaOfEverythingThatASectionMayHold() throws Exception {
    MoverSide<?, ?> side =
        MoverSide.of(Config.class, Group.CUSTOM_CA, Group.scratch("cache"))
            .status(Status.class, progress -> new Status(Optional.empty(), 1))
            .plan(run -> null);

    assertThat(Fragment.of(side, Role.DESTINATION).yaml())
        .isEqualTo(
            """
            spec:
              type: object
              required:
              - name
              properties:
                name:
                  description: A name.
                  type: string
                  minLength: 1
                  maxLength: 9
                count:
                  type: integer
                  format: int32
                  minimum: 0
                  maximum: 5
                bytes:
                  type: integer
                  format: int64
                force:
                  type: boolean
                at:
                  type: string
                  format: date-time
                size:
                  anyOf:
                  - type: integer
                  - type: string
                  x-kubernetes-int-or-string: true
                  pattern: QUANTITY
                last:
                  anyOf:
                  - type: integer
                  - type: string
                  x-kubernetes-int-or-string: true
                  pattern: "^[0-9]+$"
                  minimum: 1
                mode:
                  type: string
                  enum:
                  - Careful
                  - Quick
                tags:
                  type: array
                  maxItems: 2
                  items:
                    type: string
                    minLength: 1
                limits:
                  type: object
                  maxProperties: 3
                  additionalProperties:
                    anyOf:
                    - type: integer
                    - type: string
                    x-kubernetes-int-or-string: true
                    pattern: QUANTITY
                parts:
                  type: array
                  items:
                    type: object
                    required:
                    - path
                    properties:
                      path:
                        type: string
                      share:
                        type: number
                model:
                  type: object
                  properties:
                    key:
                      description: See key of KeyToPath in the Kubernetes API reference.
                      type: string
                    mode:
                      description: See mode of KeyToPath in the Kubernetes API reference.
                      type: integer
                      format: int32
                    path:
                      description: See path of KeyToPath in the Kubernetes API reference.
                      type: string
                customCA:
                  description: A certificate authority to trust.
                  type: object
                  properties:
                    secretName:
                      description: Secret that holds the certificate; wins over configMapName.
                      type: string
                    configMapName:
                      description: ConfigMap that holds the certificate.
                      type: string
                    key:
                      description: Key of the certificate in PEM form.
                      type: string
                cacheCapacity:
                  description: Size of the cache volume.
                  anyOf:
                  - type: integer
                  - type: string
                  x-kubernetes-int-or-string: true
                  pattern: QUANTITY
                cacheStorageClassName:
                  description: Storage class of the cache volume.
                  type: string
                cacheAccessModes:
                  description: Access modes of the cache volume.
                  type: array
                  items:
                    type: string
                cleanupCachePVC:
                  description: Delete the cache volume after every successful sync.
                  type: boolean
            status:
              type: object
              required:
              - count
              properties:
                last:
                  type: string
                  format: date-time
                count:
                  type: integer
                  format: int32
            """
                .replace(
                    "QUANTITY", '"' + ScalarCheck.QUANTITY.pattern().replace("\\", "\\\\") + '"'));
  }

  @Test
  void hasNoFieldThatOnlyFabric8Knows() throws Exception {
    MoverSide<?, ?> side = MoverSide.of(Config.class, Group.POD).plan(run -> null);

    assertThat(Fragment.of(side, Role.SOURCE).yaml())
        .doesNotContain("additionalProperties:\n          x-kubernetes-preserve")
        .doesNotContain("x-kubernetes-preserve-unknown-fields")
        .contains("requiredDuringSchedulingIgnoredDuringExecution", "runAsUser", "seccompProfile");
  }

  @Test
  void aPatternIsARuleThatSaysWhatIsExpectedUnlessTheApiServerWouldFindItTooCostly()
      throws Exception {
    MoverSide<?, ?> side = MoverSide.of(Texts.class).plan(run -> null);

    assertThat(Fragment.of(side, Role.SOURCE).yaml())
        .startsWith(
            """
            spec:
              type: object
              properties:
                number:
                  type: string
                  x-kubernetes-validations:
                  - rule: self.matches('^\\'\\\\d+\\'$')
                    message: expected quoted digits
                unexplained:
                  type: string
                  pattern: ^a$
                few:
                  type: array
                  maxItems: 9
                  items:
                    type: string
                    maxLength: 9
                    x-kubernetes-validations:
                    - rule: "self.matches('^[0-9]+$')"
                      message: expected digits
                many:
                  type: array
                  items:
                    type: string
                    pattern: "^[0-9]+$"
            """);
  }
}
