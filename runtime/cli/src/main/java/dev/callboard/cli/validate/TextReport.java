package dev.callboard.cli.validate;

import dev.callboard.catalog.validate.DocumentVerdict;
import dev.callboard.catalog.validate.Finding;
import java.io.PrintWriter;
import java.nio.file.Path;

/** {@code file:line:column: error: message}, the form that editors and CI systems link. */
final class TextReport extends Report {
  TextReport(PrintWriter out) {
    super(out);
  }

  @Override
  void write(PrintWriter to, Path file, DocumentVerdict verdict) {
    verdict.errors().forEach(finding -> to.println(line(file, "error", finding)));
    verdict.warnings().forEach(finding -> to.println(line(file, "warning", finding)));
    to.println(
        file
            + ":"
            + verdict.line()
            + ": document "
            + verdict.index()
            + verdict.ref().map(ref -> " (" + ref + ")").orElse("")
            + ": "
            + verdict.verdict().text());
  }

  @Override
  void end(PrintWriter to, int acceptedCount, int refusedCount, int emptyCount) {
    to.println(
        (acceptedCount + refusedCount + emptyCount)
            + " documents: "
            + acceptedCount
            + " valid, "
            + refusedCount
            + " refused, "
            + emptyCount
            + " empty");
  }

  private static String line(Path file, String severity, Finding finding) {
    return file
        + (finding.line() == 0 ? "" : ":" + finding.line())
        + (finding.line() == 0 || finding.column() == 0 ? "" : ":" + finding.column())
        + ": "
        + severity
        + ": "
        + finding.message();
  }
}
