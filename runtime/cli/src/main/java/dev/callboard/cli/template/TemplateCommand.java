package dev.callboard.cli.template;

import dev.callboard.cli.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The commands for template authors. No class of a bundle appears here, for the help. */
@Command(
    name = "template",
    description = "Test software templates without a server.",
    synopsisSubcommandLabel = "COMMAND")
public final class TemplateCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this text.")
  private boolean help;

  private TemplateCommand() {}

  /** Returns the command with all commands below it. */
  public static CommandLine create(Terminal terminal) {
    return new CommandLine(new TemplateCommand()).addSubcommand(new TestCommand(terminal));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say which COMMAND to run.");
  }
}
