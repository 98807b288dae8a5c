package backube.scribe.testkit;

import backube.scribe.api.mover.DataMover;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes plans in several JVMs. */
public final class EveryJvm {
  /**
   * Chance makes the orders of two JVMs equal: those of a set of two elements in every second pair,
   * so with this many one such set in 128 goes unseen in a run.
   */
  private static final int JVMS = 8;

  private static final long MAX_SECONDS = 120;

  private EveryJvm() {}

  /**
   * Makes the plans of every {@code in-NAME.yaml} of a folder in other JVMs, each with hash orders
   * of its own, and compares them.
   *
   * @param mover a class of the class path with a constructor without arguments
   * @throws AssertionError if two JVMs make different plans
   */
  public static void makesTheSamePlans(Class<? extends DataMover> mover, Path folder) {
    String first = inAnother(mover, folder);
    for (int i = 1; i < JVMS; i++) {
      String next = inAnother(mover, folder);
      if (!next.equals(first)) {
        throw new AssertionError(
            "plans differ from JVM to JVM; look for Map.of, Set.of and HashMap%n%s%nand%n%s"
                .formatted(first, next));
      }
    }
  }

  private static String inAnother(Class<? extends DataMover> mover, Path folder) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            EveryJvm.class.getName(),
            mover.getName(),
            folder.toAbsolutePath().toString());
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      process.getOutputStream().close();
      String plans = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new AssertionError("the plans of " + mover.getName() + " failed in another JVM");
      }
      return plans;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Prints the plans: what the other JVMs run. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    var constructor = Class.forName(arguments[0]).getDeclaredConstructor();
    constructor.setAccessible(true);
    DataMover mover = (DataMover) constructor.newInstance();
    StringBuilder plans = new StringBuilder();
    Goldens.plansOf(mover, Path.of(arguments[1]))
        .forEach((name, plan) -> plans.append("# ").append(name).append('\n').append(plan));
    byte[] text = plans.toString().getBytes(StandardCharsets.UTF_8);
    System.out.write(text, 0, text.length);
    System.out.flush();
  }
}
