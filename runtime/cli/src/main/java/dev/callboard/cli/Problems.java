package dev.callboard.cli;

import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;

/** Tells a failure to a person: its message, and a stack trace only for what is our own mistake. */
final class Problems {
  private Problems() {}

  /** The whole usage only for who seems not to know it: a wrong value would drown in it. */
  static int reportUsage(CommandLine.ParameterException problem, PrintWriter err) {
    CommandLine line = problem.getCommandLine();
    err.println("callboard: " + problem.getMessage());
    if (line.getParent() == null || !line.getSubcommands().isEmpty()) {
      line.usage(err);
    } else {
      err.println("'" + line.getCommandSpec().qualifiedName() + " --help' tells more.");
    }
    return 2;
  }

  static int report(Exception problem, PrintWriter err) {
    if (problem instanceof NoSuchFileException) {
      err.println("callboard: no such file: " + problem.getMessage());
    } else if (problem instanceof AccessDeniedException) {
      err.println("callboard: not allowed to open: " + problem.getMessage());
    } else if (problem instanceof CommandFailure || problem instanceof java.io.IOException) {
      err.println("callboard: " + problem.getMessage());
    } else {
      err.println("callboard: this is a bug, please report it with the lines below");
      problem.printStackTrace(err);
    }
    return 1;
  }
}
