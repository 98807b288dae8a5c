package backube.scribe.core.command;

import java.lang.reflect.Constructor;
import picocli.CommandLine;

/** Makes commands: those that want their surroundings have a constructor for them. */
public final class CommandFactory implements CommandLine.IFactory {
  private final Surroundings surroundings;
  private final CommandLine.IFactory others = CommandLine.defaultFactory();

  public CommandFactory(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 1
          && constructor.getParameterTypes()[0] == Surroundings.class) {
        constructor.setAccessible(true);
        return type.cast(constructor.newInstance(surroundings));
      }
    }
    return others.create(type);
  }
}
