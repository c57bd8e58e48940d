package dev.callboard.cli.plugins;

import dev.callboard.cli.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Updates a plugin. */
@Command(
    name = "update",
    sortOptions = false,
    description = "Replace a plugin on a server by another version, without an interruption.")
final class UpdateCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private HelpOption help;
  @Mixin private ServerOptions server;

  @Parameters(paramLabel = "ID", description = "The plugin.")
  private String id;

  @Parameters(
      paramLabel = "JAR",
      description = "The plugin; a signature JAR.sig beside it is sent along.")
  private Path jar;

  @Option(names = "--allow-downgrade", description = "Let an older version replace a newer one.")
  private boolean allowDowngrade;

  UpdateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    new PluginCalls(terminal, server.connect(terminal))
        .update(id, terminal.resolve(jar), allowDowngrade);
    return 0;
  }
}
