package dev.callboard.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program without a command: tells how to use it. */
@Command(
    name = "callboard",
    description = "A developer portal server.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "callboard COMMAND --help tells about a command."})
final class RootCommand implements Runnable {
  private final Terminal terminal;
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this text.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      description = "Print the version.")
  private boolean version;

  RootCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    if (version) {
      new VersionCommand(terminal).run();
      return;
    }
    throw new CommandLine.ParameterException(spec.commandLine(), "Say which COMMAND to run.");
  }
}
