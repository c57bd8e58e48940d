package dev.callboard.cli.plugins;

import dev.callboard.cli.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The commands about plugins. No class of a bundle appears in them: the help can be printed without
 * those.
 */
@Command(
    name = "plugins",
    description = "Manage the plugins of a running server, and their signatures.",
    synopsisSubcommandLabel = "COMMAND")
public final class PluginsCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private HelpOption help;

  private PluginsCommand() {}

  /** Returns the command with all commands below it. */
  public static CommandLine create(Terminal terminal) {
    return new CommandLine(new PluginsCommand())
        .addSubcommand(new ListCommand(terminal))
        .addSubcommand(new InstallCommand(terminal))
        .addSubcommand(new UpdateCommand(terminal))
        .addSubcommand(new StartCommand(terminal))
        .addSubcommand(new StopCommand(terminal))
        .addSubcommand(new RemoveCommand(terminal))
        .addSubcommand(new RestoreCommand(terminal))
        .addSubcommand(new TransferCommand(terminal))
        .addSubcommand(new KeygenCommand(terminal))
        .addSubcommand(new SignCommand(terminal))
        .addSubcommand(new VerifyCommand(terminal))
        .addSubcommand(new TrustCommand(terminal));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say which COMMAND to run.");
  }
}
