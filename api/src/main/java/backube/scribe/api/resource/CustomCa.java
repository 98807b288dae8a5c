package backube.scribe.api.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Optional;

/** A certificate authority to trust: a key of a Secret or of a ConfigMap. */
public record CustomCa(
    @JsonPropertyDescription("Secret that holds the certificate; wins over configMapName.")
        Optional<String> secretName,
    @JsonPropertyDescription("ConfigMap that holds the certificate.")
        Optional<String> configMapName,
    @JsonPropertyDescription("Key of the certificate in PEM form.") Optional<String> key) {}
