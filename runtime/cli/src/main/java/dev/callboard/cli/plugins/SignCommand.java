package dev.callboard.cli.plugins;

import dev.callboard.cli.CommandFailure;
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

/** Signs plugin jars. */
@Command(name = "sign", description = "Sign plugin jars: writes JAR.sig beside each.")
final class SignCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private HelpOption help;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "Private key, as made by keygen.")
  private Path key;

  @Option(
      names = "--key-id",
      paramLabel = "KEYID",
      description = "Name under which the key is trusted. Default: name of the FILE without .key.")
  private String keyId;

  @Parameters(paramLabel = "JAR", arity = "1..*", description = "Plugin jars.")
  private List<Path> jars = new ArrayList<>();

  SignCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Path file = terminal.resolve(key);
    String id = keyId == null ? file.getFileName().toString().replaceFirst("\\.key$", "") : keyId;
    try {
      var signer =
          new dev.callboard.plugins.signature.PluginSigner(
              id, dev.callboard.plugins.signature.KeyPairFiles.readPrivate(file));
      for (Path jar : jars) {
        terminal.out().println("wrote " + signer.signFile(terminal.resolve(jar)));
      }
      return 0;
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(e.getMessage(), e);
    }
  }
}
