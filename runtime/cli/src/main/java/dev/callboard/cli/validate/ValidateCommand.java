package dev.callboard.cli.validate;

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

/**
 * Checks entity files as a catalog with the built-in kinds would, for use before a merge. No class
 * of the catalog appears here: the help can be printed without them.
 */
@Command(
    name = "validate",
    sortOptions = false,
    description = "Check entity files without a server.",
    footer = {
      "",
      "Exit status: 0 a catalog takes everything, 1 it refuses something, 2 wrong usage."
    })
public final class ValidateCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this text.")
  private boolean help;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Entity files; of a directory those below it: .yaml and .yml files with an apiVersion or"
              + " kind, and each catalog-info.yaml.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--document",
      paramLabel = "N",
      description = "Check only the document at this place in the one FILE, from 0.")
  private Integer document;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "text: a line for each document and each error, as compilers write them; json: one JSON"
              + " object a line for each document. Default: text.")
  private OutputFormat format;

  @Option(
      names = "--root",
      paramLabel = "DIR",
      description =
          "What placeholders such as $text may read below. Default: the git working tree of the"
              + " FILE, else its directory.")
  private Path root;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where a catalog will read the one FILE from.")
  private String url;

  @Option(
      names = "--optional-kind",
      paramLabel = "NAME",
      description =
          "A kind that the catalog has been told to know, as in catalog.optionalKinds; may be"
              + " repeated.")
  private List<String> optionalKinds = new ArrayList<>();

  /** Creates the command. */
  public ValidateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    List<Path> files = EntityFiles.of(terminal, paths, spec.commandLine());
    Validation validation = new Validation(terminal, spec.commandLine(), root, url, optionalKinds);
    return validation.run(files, document, format) ? 0 : 1;
  }
}
