package dev.callboard.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints what is needed to understand a bug report. */
@Command(name = "version", description = "Print the versions of Callboard, Java and the system.")
final class VersionCommand implements Runnable {
  private final Terminal terminal;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this text.")
  private boolean help;

  VersionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    terminal.out().println("callboard " + Installation.version());
    terminal.out().println("java " + Runtime.version() + " " + property("java.vendor"));
    terminal
        .out()
        .println(property("os.name") + " " + property("os.version") + " " + property("os.arch"));
  }

  private static String property(String name) {
    return System.getProperty(name, "");
  }
}
