package backube.scribe.core.json;

/** A YAML text that can't be used. The message quotes no value. */
public final class YamlRefused extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param problem what is wrong
   * @param line where, from 1; 0 if it can't be told
   */
  YamlRefused(String problem, int line) {
    super(line == 0 ? problem : problem + " (line " + line + ")");
  }
}
