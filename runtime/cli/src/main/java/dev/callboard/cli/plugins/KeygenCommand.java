package dev.callboard.cli.plugins;

import dev.callboard.cli.CommandFailure;
import dev.callboard.cli.Terminal;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a key pair for signing plugins. */
@Command(
    name = "keygen",
    description = "Make a key pair for signing: KEYID.key, to be kept secret, and KEYID.pub.")
final class KeygenCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private HelpOption help;

  @Parameters(
      paramLabel = "KEYID",
      description = "Name of the key, such as acme-2026: letters, digits and . _ -")
  private String keyId;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Where the files go. Default: here.")
  private Path directory;

  KeygenCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = terminal.resolve(directory);
    Files.createDirectories(folder);
    try {
      dev.callboard.plugins.signature.KeyPairFiles.generate(folder, keyId);
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailure(e.getMessage() + " exists already and is not replaced", e);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(e.getMessage(), e);
    }
    terminal.out().println("wrote " + folder.resolve(keyId + ".key") + ": keep it secret");
    terminal.out().println("wrote " + folder.resolve(keyId + ".pub") + ": give it to operators,");
    terminal.out().println("  who trust it with: callboard plugins trust " + keyId + ".pub");
    return 0;
  }
}
