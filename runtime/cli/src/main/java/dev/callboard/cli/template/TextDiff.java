package dev.callboard.cli.template;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** Differences of two files as a unified diff. */
final class TextDiff {
  private static final int CONTEXT = 3;

  private TextDiff() {}

  /** Returns how contents differ, or empty. */
  static Optional<String> of(String path, byte[] expected, byte[] actual) {
    if (Arrays.equals(expected, actual)) {
      return Optional.empty();
    }
    if (RawText.isBinary(expected) || RawText.isBinary(actual)) {
      return Optional.of(
          "binary files of " + expected.length + " and " + actual.length + " bytes differ");
    }
    EditList edits =
        new HistogramDiff()
            .diff(RawTextComparator.DEFAULT, new RawText(expected), new RawText(actual));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DiffFormatter formatter = new DiffFormatter(out)) {
      formatter.setContext(CONTEXT);
      formatter.format(edits, new RawText(expected), new RawText(actual));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String header = "--- expected/" + path + "\n+++ actual/" + path + "\n";
    return Optional.of(header + out.toString(StandardCharsets.UTF_8).stripTrailing());
  }

  /** Returns how different texts differ. */
  static String of(String path, String expected, String actual) {
    return of(
            path,
            expected.getBytes(StandardCharsets.UTF_8),
            actual.getBytes(StandardCharsets.UTF_8))
        .orElse("");
  }
}
