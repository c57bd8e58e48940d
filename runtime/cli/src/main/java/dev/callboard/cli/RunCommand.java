package dev.callboard.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the server in the foreground. */
@Command(
    name = "run",
    sortOptions = false,
    description = "Run the server until it is told to stop.",
    footer = {
      "",
      "Exit status: 0 stopped as told, 1 could not start, 2 wrong usage, 3 data directory in use."
    })
final class RunCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Function<Map<String, String>, Integer> server;
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this text.")
  private boolean help;

  @Option(
      names = "--port",
      paramLabel = "N",
      description =
          "Port to listen on, in place of backend.listen.port; 0 takes a free one. Default: what"
              + " the configuration says, else 7007.")
  private Integer port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data directory; made when missing. Default: data in the installation.")
  private Path data;

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description =
          "Drop folder for plugin jars; made when missing. Default: plugins in the installation.")
  private Path plugins;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Configuration file, may be repeated: later ones win. Default: config/app-config.yaml and"
              + " its .local files in the installation.")
  private List<Path> configs = new ArrayList<>();

  @Option(
      names = "--catalog",
      paramLabel = "PATH-or-URL",
      description =
          "Entity file, directory or http(s) URL to show in the catalog, of all kinds; may be"
              + " repeated.")
  private List<String> catalogs = new ArrayList<>();

  RunCommand(Terminal terminal, Function<Map<String, String>, Integer> server) {
    this.terminal = terminal;
    this.server = server;
  }

  @Override
  public Integer call() {
    Map<String, String> properties;
    try {
      properties =
          new RunOptions(terminal)
              .properties(new RunArguments(port, data, plugins, configs, catalogs));
    } catch (WrongUsage e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return server.apply(properties);
  }
}
