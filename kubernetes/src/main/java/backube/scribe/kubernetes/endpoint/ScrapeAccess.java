package backube.scribe.kubernetes.endpoint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may read the metrics. What the cluster said is good for a while, so that a scrape every few
 * seconds costs the API server little; tokens are remembered by their hash only.
 */
public final class ScrapeAccess {
  private static final Logger log = LoggerFactory.getLogger(ScrapeAccess.class);
  private static final Duration ALLOWED = Duration.ofMinutes(1);
  private static final Duration REFUSED = Duration.ofSeconds(10);
  private static final int MOST = 256;

  private final Reviews reviews;
  private final InstantSource clock;
  private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

  public ScrapeAccess(Reviews reviews, InstantSource clock) {
    this.reviews = reviews;
    this.clock = clock;
  }

  /** What a request is to be told. */
  enum Verdict {
    ALLOWED,
    /** He can't be told from anybody. */
    UNKNOWN,
    DENIED,
    /** The cluster did not answer. */
    UNDECIDED
  }

  private record Remembered(Verdict verdict, Instant until) {}

  /**
   * Whether a request may be answered.
   *
   * @param token that it brought; empty if it brought none
   */
  Verdict check(String token, String verb, String path) {
    if (token.isEmpty()) {
      return Verdict.UNKNOWN;
    }
    Instant now = clock.instant();
    String key = hash(token + "\n" + verb + "\n" + path);
    Remembered last = remembered.get(key);
    if (last != null && now.isBefore(last.until())) {
      return last.verdict();
    }
    Verdict verdict = ask(token, verb, path);
    if (verdict != Verdict.UNDECIDED) {
      remember(key, verdict, now);
    }
    return verdict;
  }

  private Verdict ask(String token, String verb, String path) {
    try {
      return reviews
          .user(token)
          .map(user -> reviews.allowed(user, verb, path) ? Verdict.ALLOWED : Verdict.DENIED)
          .orElse(Verdict.UNKNOWN);
    } catch (RuntimeException e) {
      log.warn("who reads the metrics can't be checked: {}", e.getMessage());
      return Verdict.UNDECIDED;
    }
  }

  private void remember(String key, Verdict verdict, Instant now) {
    if (remembered.size() >= MOST) {
      remembered.values().removeIf(old -> !now.isBefore(old.until()));
    }
    if (remembered.size() < MOST) {
      Duration good = verdict == Verdict.ALLOWED ? ALLOWED : REFUSED;
      remembered.put(key, new Remembered(verdict, now.plus(good)));
    }
  }

  private static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible); // every Java has it
    }
  }
}
