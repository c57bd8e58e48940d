package dev.callboard.cli.plugins;

import picocli.CommandLine.Option;

/** The option that each command has. */
final class HelpOption {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this text.")
  private boolean help;
}
