package dev.callboard.cli.doctor;

import dev.callboard.cli.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Explains what is wrong. No class of a bundle appears here: the help can be printed without them.
 */
@Command(
    name = "doctor",
    sortOptions = false,
    description = "Explain what is wrong with the machine, the configuration and each bundle.",
    footer = {
      "",
      "Give it the options that the server is run with. When a server runs on the data directory",
      "it is asked too.",
      "",
      "Exit status: 0 no errors (there can be warnings), 1 errors, 2 wrong usage."
    })
public final class DoctorCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this text.")
  private boolean help;

  @Option(names = "--port", paramLabel = "N", description = "Port of the server.")
  private Integer port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data directory. Default: data in the installation.")
  private Path data;

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description = "Drop folder. Default: plugins in the installation.")
  private Path plugins;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration file, may be repeated. Default: those of the installation.")
  private List<Path> configs = new ArrayList<>();

  @Option(
      names = {"-q", "--quiet"},
      description = "Leave out what is well.")
  private boolean quiet;

  /** Creates the command. */
  public DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Patient patient =
        new Patient(
            terminal,
            terminal.data(data),
            terminal.plugins(plugins),
            configs.stream().map(terminal::resolve).toList(),
            port);
    return new Doctor(patient, quiet).examine() ? 0 : 1;
  }
}
