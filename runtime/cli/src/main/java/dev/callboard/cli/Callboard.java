package dev.callboard.cli;

import static java.util.Objects.requireNonNull;

import dev.callboard.cli.doctor.DoctorCommand;
import dev.callboard.cli.plugins.PluginsCommand;
import dev.callboard.cli.validate.ValidateCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * The program {@code callboard}. Only the command that is asked for is built, so that {@code run}
 * does not pay for the others and can do without the jars that they need.
 *
 * <p>Exit status: 0 when all is well, 1 when the command found or met a problem, 2 when it was
 * called in a wrong way; {@code run} adds 3 for a data directory in use.
 */
public final class Callboard {
  private final Terminal terminal;
  private final Map<String, Supplier<Object>> commands = new LinkedHashMap<>();

  /**
   * Creates the program.
   *
   * @param terminal where it reads from and writes to, not null
   * @param server starts the server with framework properties and blocks until it ends, not null
   */
  public Callboard(Terminal terminal, Function<Map<String, String>, Integer> server) {
    this.terminal = requireNonNull(terminal, "terminal is null");
    requireNonNull(server, "server is null");
    commands.put("run", () -> new RunCommand(terminal, server));
    commands.put("version", () -> new VersionCommand(terminal));
    commands.put("validate", () -> new ValidateCommand(terminal));
    commands.put("doctor", () -> new DoctorCommand(terminal));
    commands.put("plugins", () -> PluginsCommand.create(terminal));
  }

  /** Runs the program and ends the process with its exit status. */
  public static void main(String[] args) {
    Terminal terminal = Terminal.ofProcess();
    int status = new Callboard(terminal, properties -> serve(properties)).execute(args);
    terminal.out().flush();
    terminal.err().flush();
    System.exit(status);
  }

  private static int serve(Map<String, String> properties) {
    return new dev.callboard.launcher.Launcher(properties, System.err).run();
  }

  /** Runs the program. Returns its exit status. Blocks until the command is done. */
  public int execute(String... args) {
    CommandLine line = new CommandLine(new RootCommand(terminal));
    if (args.length > 0 && commands.containsKey(args[0])) {
      line.addSubcommand(args[0], commands.get(args[0]).get());
    } else {
      commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
    }
    return configured(line).execute(args);
  }

  private CommandLine configured(CommandLine line) {
    return line
        // A file named by an argument would be read before anything is checked.
        .setExpandAtFiles(false)
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setParameterExceptionHandler(
            (problem, arguments) -> Problems.reportUsage(problem, terminal.err()))
        .setExecutionExceptionHandler(
            (problem, command, parsed) -> Problems.report(problem, terminal.err()));
  }
}
