package dev.callboard.cli.plugins;

import dev.callboard.cli.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stops a plugin. */
@Command(name = "stop", sortOptions = false, description = "Stop a plugin; it stays installed.")
final class StopCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private HelpOption help;
  @Mixin private ServerOptions server;

  @Parameters(paramLabel = "ID", description = "The plugin.")
  private String id;

  StopCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    new PluginCalls(terminal, server.connect(terminal)).change("POST", id, "/stop");
    return 0;
  }
}
