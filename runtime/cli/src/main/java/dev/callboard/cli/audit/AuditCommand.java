package dev.callboard.cli.audit;

import dev.callboard.cli.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The commands about the audit log. No class of a bundle appears here, for the help. */
@Command(name = "audit", description = "Check the audit log.", synopsisSubcommandLabel = "COMMAND")
public final class AuditCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this text.")
  private boolean help;

  private AuditCommand() {}

  /** Returns the command with all commands below it. */
  public static CommandLine create(Terminal terminal) {
    return new CommandLine(new AuditCommand()).addSubcommand(new VerifyCommand(terminal));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say which COMMAND to run.");
  }
}
