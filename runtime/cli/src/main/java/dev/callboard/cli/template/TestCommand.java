package dev.callboard.cli.template;

import dev.callboard.cli.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the tests beside templates. No class of a bundle appears here, for the help. */
@Command(
    name = "test",
    sortOptions = false,
    description = "Run the tests that are stored beside templates, without a server or network.",
    footer = {
      "",
      "The tests of a template are the files named *.test.yaml beside template.yaml, and the YAML",
      "files in the folder tests beside it. docs/reference/template-tests.md describes them.",
      "",
      "Exit status: 0 all tests passed, 1 one did not, 2 wrong usage."
    })
final class TestCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this text.")
  private boolean help;

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description =
          "Files of tests; of a directory the tests of all templates below it. Default: the"
              + " working directory.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--filter",
      paramLabel = "TEXT",
      description = "Run only tests that have this text in their name.")
  private String filter = "";

  @Option(
      names = "--update",
      description = "Write what came out to the expected files and folders that tests name.")
  private boolean update;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Write a report in the XML format of JUnit, for build servers.")
  private Path junit;

  @Option(
      names = "--root",
      paramLabel = "DIR",
      description =
          "What relative URLs of templates may read below. Default: the git working tree of the"
              + " template, else its directory.")
  private Path root;

  TestCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    List<Path> given = paths.isEmpty() ? List.of(Path.of("")) : paths;
    List<Path> files = TestFiles.of(terminal, given, spec.commandLine());
    return new TestSession(terminal, filter, update, root).run(files, junit) ? 0 : 1;
  }
}
