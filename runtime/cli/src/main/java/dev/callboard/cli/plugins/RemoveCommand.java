package dev.callboard.cli.plugins;

import dev.callboard.cli.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Removes a plugin. */
@Command(name = "remove", sortOptions = false, description = "Remove a plugin; its database stays.")
final class RemoveCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private HelpOption help;
  @Mixin private ServerOptions server;

  @Parameters(paramLabel = "ID", description = "The plugin.")
  private String id;

  RemoveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    new PluginCalls(terminal, server.connect(terminal)).change("DELETE", id, "");
    return 0;
  }
}
