package dev.callboard.cli.validate;

import dev.callboard.catalog.model.BuiltInKinds;
import dev.callboard.catalog.validate.DocumentVerdict;
import dev.callboard.catalog.validate.EntityFileValidator;
import dev.callboard.catalog.validate.Verdict;
import dev.callboard.cli.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** The work of {@code validate}. */
final class Validation {
  private final Terminal terminal;
  private final CommandLine line;
  private final Path root;
  private final String url;
  private final EntityFileValidator validator;

  /** Creates the work; root and url may be null. */
  Validation(
      Terminal terminal, CommandLine line, Path root, String url, List<String> optionalKinds) {
    this.terminal = terminal;
    this.line = line;
    this.root = root;
    this.url = url;
    this.validator = validator(optionalKinds);
  }

  /**
   * Checks files and reports.
   *
   * @param document the place of the one document to check, or null
   * @return whether a catalog takes everything
   */
  boolean run(List<Path> files, Integer document, OutputFormat format) throws IOException {
    if ((document != null || url != null) && files.size() != 1) {
      throw wrong("--document and --url need exactly one FILE");
    }
    Report report = format.report(terminal.out());
    for (Path file : files) {
      List<DocumentVerdict> verdicts = validate(terminal.resolve(file));
      List<DocumentVerdict> chosen =
          document == null ? verdicts : List.of(chosen(file, verdicts, document));
      chosen.forEach(verdict -> report.document(file, verdict));
    }
    report.end();
    return !report.refused();
  }

  private EntityFileValidator validator(List<String> optionalKinds) {
    for (String name : optionalKinds) {
      if (BuiltInKinds.optional(name).isEmpty()) {
        throw wrong("--optional-kind " + name + " is not known");
      }
    }
    return new EntityFileValidator(optionalKinds);
  }

  private List<DocumentVerdict> validate(Path file) throws IOException {
    if (root == null && url == null) {
      return validator.validate(file);
    }
    Path below = root == null ? file.getParent() : terminal.resolve(root);
    return validator.validate(file, below, Optional.ofNullable(url));
  }

  private DocumentVerdict chosen(Path file, List<DocumentVerdict> verdicts, int document) {
    for (DocumentVerdict verdict : verdicts) {
      if (verdict.index() == document) {
        return verdict;
      }
    }
    // A file that breaks off early has no later documents: then the break is the answer.
    DocumentVerdict last = verdicts.isEmpty() ? null : verdicts.get(verdicts.size() - 1);
    if (last != null && document > last.index() && last.verdict() == Verdict.UNPARSABLE) {
      return last;
    }
    throw wrong(file + " has " + verdicts.size() + " documents, none of them is " + document);
  }

  private CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(line, message);
  }
}
