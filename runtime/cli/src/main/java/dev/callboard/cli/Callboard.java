package dev.callboard.cli;

import static java.util.Objects.requireNonNull;

import dev.callboard.launcher.Launcher;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The program {@code callboard}. {@code run} does not pay for the other commands, and needs none of
 * the jars that those need.
 *
 * <p>Exit status: 0 when all is well, 1 when the command found or met a problem, 2 when it was
 * called in a wrong way; {@code run} adds 3 for a data directory in use.
 */
public final class Callboard {
  private final Terminal terminal;
  private final Function<Map<String, String>, Integer> server;

  /**
   * Creates the program.
   *
   * @param terminal where it reads from and writes to, not null
   * @param server starts the server with framework properties and blocks until it ends, not null
   */
  public Callboard(Terminal terminal, Function<Map<String, String>, Integer> server) {
    this.terminal = requireNonNull(terminal, "terminal is null");
    this.server = requireNonNull(server, "server is null");
  }

  /** Runs the program and ends the process with its exit status. */
  public static void main(String[] args) {
    Terminal terminal = Terminal.ofProcess();
    int status = new Callboard(terminal, Callboard::serve).execute(args);
    terminal.out().flush();
    terminal.err().flush();
    System.exit(status);
  }

  private static int serve(Map<String, String> properties) {
    return new Launcher(properties, System.err).run();
  }

  /** Runs the program. Returns its exit status. Blocks until the command is done. */
  public int execute(String... args) {
    Optional<Map<String, String>> properties = plainRun(List.of(args));
    if (properties.isPresent()) {
      return server.apply(properties.get());
    }
    return new Commands(terminal, server).execute(args);
  }

  /** Returns what to start the server with, or empty to let the general parser have a look. */
  private Optional<Map<String, String>> plainRun(List<String> args) {
    if (args.isEmpty() || !args.get(0).equals("run")) {
      return Optional.empty();
    }
    try {
      return RunArguments.ofPlain(args.subList(1, args.size()))
          .map(arguments -> new RunOptions(terminal).properties(arguments));
    } catch (WrongUsage | CommandFailure e) {
      return Optional.empty();
    }
  }
}
