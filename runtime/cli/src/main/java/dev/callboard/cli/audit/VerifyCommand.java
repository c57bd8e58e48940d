package dev.callboard.cli.audit;

import dev.callboard.cli.CommandFailure;
import dev.callboard.cli.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Verifies the chain of the audit log. No class of a bundle appears here, for the help. */
@Command(
    name = "verify",
    sortOptions = false,
    description = "Verify the chain of the audit log in the database, without a server.",
    footer = {
      "",
      "The database is the one of the configuration: a file of the data directory, or PostgreSQL.",
      "It is only read; a server may run meanwhile. A log that was rewritten as a whole, or cut,"
          + " is",
      "found by its signed checkpoints, and by the last record that is printed: note it in another",
      "place and give it to --expect.",
      "",
      "Exit status: 0 the log is whole, 1 it is not, 2 it cannot be read, or wrong usage."
    })
final class VerifyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this text.")
  private boolean help;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data directory. Default: data in the installation.")
  private Path data;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration file, may be repeated. Default: those of the installation.")
  private List<Path> configs = new ArrayList<>();

  @Option(
      names = "--expect",
      paramLabel = "N:HASH",
      description = "A record that is known to be in the log, as this command printed it.")
  private List<String> expected = new ArrayList<>();

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description = "Public keys of checkpoints. Default: audit/keys.txt in the data directory.")
  private Path keys;

  @Option(
      names = "--checkpoints",
      paramLabel = "FILE",
      description = "A copy of the file with checkpoints. Default: that of the configuration.")
  private Path checkpoints;

  VerifyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    for (String record : expected) {
      if (!record.matches("[1-9][0-9]{0,17}:sha256:[0-9a-f]{64}")) {
        throw new ParameterException(
            spec.commandLine(),
            "--expect takes a number and a hash, such as 12:sha256:<64 digits>, not " + record);
      }
    }
    try {
      return verification().run(expected) ? 0 : 1;
    } catch (CommandFailure e) {
      // Whoever runs this at night must tell a tampered log from one that is away.
      terminal.err().println("callboard: " + e.getMessage());
      return 2;
    }
  }

  private Verification verification() {
    return new Verification(
        terminal,
        terminal.data(data),
        configs,
        Optional.ofNullable(keys).map(terminal::resolve),
        Optional.ofNullable(checkpoints).map(terminal::resolve));
  }
}
