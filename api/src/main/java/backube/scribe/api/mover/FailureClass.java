package backube.scribe.api.mover;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Why an attempt failed. Its name is the reason of the condition and of the event. New classes may
 * come: a {@code switch} needs a default.
 */
public enum FailureClass {
  /** Somebody else holds a lock. */
  @JsonProperty("Locked")
  LOCKED("Locked"),
  /** The store refused the credentials, or the password opens nothing. */
  @JsonProperty("WrongCredentials")
  WRONG_CREDENTIALS("WrongCredentials"),
  /** The store does not answer. */
  @JsonProperty("Unreachable")
  UNREACHABLE("Unreachable"),
  /** There is nothing where the repository should be. */
  @JsonProperty("NoRepository")
  NO_REPOSITORY("NoRepository"),
  /** The repository has nothing that could be restored. */
  @JsonProperty("NoSnapshot")
  NO_SNAPSHOT("NoSnapshot"),
  /** Some of the source could not be read. */
  @JsonProperty("SourceIncomplete")
  SOURCE_INCOMPLETE("SourceIncomplete"),
  /** A volume, or the store, is full. */
  @JsonProperty("OutOfSpace")
  OUT_OF_SPACE("OutOfSpace"),
  /** The stored data failed a check. */
  @JsonProperty("Damaged")
  DAMAGED("Damaged"),
  /** The container lacks a program or a setting: somebody has to change the installation. */
  @JsonProperty("Misconfigured")
  MISCONFIGURED("Misconfigured"),
  /** The attempt was told to stop. */
  @JsonProperty("Cancelled")
  CANCELLED("Cancelled"),
  /** Anything else. */
  @JsonProperty("Unknown")
  @JsonEnumDefaultValue
  UNKNOWN("Unknown");

  private final String reason;

  FailureClass(String reason) {
    this.reason = reason;
  }

  /** CamelCase name, as in conditions and reports. */
  public String reason() {
    return reason;
  }
}
