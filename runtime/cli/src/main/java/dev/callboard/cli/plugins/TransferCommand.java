package dev.callboard.cli.plugins;

import dev.callboard.cli.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands a plugin id over. */
@Command(
    name = "transfer",
    sortOptions = false,
    description = "Let another publisher have a plugin id.")
final class TransferCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private HelpOption help;
  @Mixin private ServerOptions server;

  @Parameters(paramLabel = "ID", description = "The plugin.")
  private String id;

  @Option(
      names = "--publisher",
      paramLabel = "NAME",
      required = true,
      description = "Whose versions are let in from now on.")
  private String publisher;

  TransferCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    new PluginCalls(terminal, server.connect(terminal)).transfer(id, publisher);
    return 0;
  }
}
