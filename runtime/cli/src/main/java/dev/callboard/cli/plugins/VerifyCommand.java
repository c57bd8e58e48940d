package dev.callboard.cli.plugins;

import dev.callboard.cli.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks signatures, as the server will. */
@Command(
    name = "verify",
    description = "Check the signatures of plugin jars, as the server will.",
    footer = {"", "Exit status: 0 all are signed by a trusted key, 1 one is not, 2 wrong usage."})
final class VerifyCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private HelpOption help;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Public key KEYID.pub to trust, in place of those of the configuration.")
  private List<Path> keys = new ArrayList<>();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Configuration file with trusted keys, may be repeated. Default: those of the"
              + " installation.")
  private List<Path> configs = new ArrayList<>();

  @Parameters(paramLabel = "JAR", arity = "1..*", description = "Plugin jars.")
  private List<Path> jars = new ArrayList<>();

  VerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    return new Verification(terminal, keys, configs).run(jars) ? 0 : 1;
  }
}
