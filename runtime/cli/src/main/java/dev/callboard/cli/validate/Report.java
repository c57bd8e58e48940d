package dev.callboard.cli.validate;

import dev.callboard.catalog.validate.DocumentVerdict;
import dev.callboard.catalog.validate.Verdict;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Writes what was found, document by document. */
abstract class Report {
  private final PrintWriter out;
  private int accepted;
  private int refused;
  private int empty;

  Report(PrintWriter out) {
    this.out = out;
  }

  final void document(Path file, DocumentVerdict verdict) {
    if (verdict.verdict() == Verdict.VALID) {
      accepted++;
    } else if (verdict.verdict() == Verdict.EMPTY) {
      empty++;
    } else {
      refused++;
    }
    write(out, file, verdict);
  }

  final boolean refused() {
    return refused > 0;
  }

  final void end() {
    end(out, accepted, refused, empty);
  }

  abstract void write(PrintWriter to, Path file, DocumentVerdict verdict);

  abstract void end(PrintWriter to, int acceptedCount, int refusedCount, int emptyCount);
}
