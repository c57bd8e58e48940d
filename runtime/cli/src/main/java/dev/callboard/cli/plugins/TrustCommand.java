package dev.callboard.cli.plugins;

import dev.callboard.cli.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trusts a key. */
@Command(
    name = "trust",
    description = "Add a public key to plugins.signatures.trustedKeys of a configuration file.",
    footer = {"", "A running server takes the change up by itself."})
final class TrustCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private HelpOption help;

  @Parameters(paramLabel = "FILE", description = "Public key, as made by keygen.")
  private Path key;

  @Option(
      names = "--key-id",
      paramLabel = "KEYID",
      description = "Name of the key. Default: name of the FILE without .pub.")
  private String keyId;

  @Option(
      names = "--publisher",
      paramLabel = "NAME",
      description = "Who signs with it. Plugin ids belong to publishers. Default: the KEYID.")
  private String publisher;

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description = "Until when it lets plugins in, such as 2027-12-31T00:00:00Z. Default: ever.")
  private Instant expires;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Configuration files of the server, as given to run, may be repeated. The key goes into"
              + " the one that has trusted keys already, else into the last. Default: those of the"
              + " installation, where app-config.local.yaml is the last.")
  private List<Path> configs = new ArrayList<>();

  TrustCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    String id = keyId == null ? key.getFileName().toString().replaceFirst("\\.pub$", "") : keyId;
    new KeyRegistration(terminal, configs)
        .add(terminal.resolve(key), id, publisher == null ? id : publisher, expires);
    return 0;
  }
}
