package dev.switchback.music.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** The player's settings. */
@Command(
    name = "settings",
    description = "Lists the settings; tells and changes some.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    sortOptions = false)
final class SettingsCommand extends MusicCommand {

  SettingsCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    return print(ask(music -> music.settings().all()));
  }

  @Command(name = "get", description = "Tells one, with its default if it is not set.")
  int get(@Parameters(paramLabel = "KEY") String key) {
    Map<String, Object> all = ask(music -> music.settings().all());
    if (!all.containsKey(key)) {
      throw new CommandFailure(ExitCode.NOT_FOUND, "there is no setting " + key);
    }
    return print(Map.of(key, all.get(key)), String.valueOf(all.get(key)));
  }

  @Command(name = "set", description = "Changes some, all or none.")
  int set(@Parameters(paramLabel = "KEY=VALUE", arity = "1..*") List<String> pairs) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new ParameterException(spec.commandLine(), "not KEY=VALUE: " + pair);
      }
      values.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    Map<String, Object> now =
        ask(music -> music.settings().update(values).thenCompose(done -> music.settings().all()));
    Map<String, Object> changed = new TreeMap<>(now);
    changed.keySet().retainAll(values.keySet());
    return print(changed);
  }

  private int print(Map<String, Object> settings) {
    return print(
        settings,
        () -> {
          TextTable table = new TextTable("setting", "value");
          settings.forEach((key, value) -> table.row(key, Text.oneLine(String.valueOf(value))));
          table.print(out());
        });
  }
}
