package dev.callboard.cli.plugins;

import dev.callboard.cli.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Starts a plugin. */
@Command(name = "start", sortOptions = false, description = "Start a plugin that is stopped.")
final class StartCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private HelpOption help;
  @Mixin private ServerOptions server;

  @Parameters(paramLabel = "ID", description = "The plugin.")
  private String id;

  StartCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    new PluginCalls(terminal, server.connect(terminal)).change("POST", id, "/start");
    return 0;
  }
}
