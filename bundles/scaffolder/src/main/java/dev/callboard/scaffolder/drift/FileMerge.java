package dev.callboard.scaffolder.drift;

import dev.callboard.scaffolder.drift.FileChange.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeFormatter;
import org.eclipse.jgit.merge.MergeResult;

/** Merges what a template changed in a file into what a repository has, with git's algorithm. */
final class FileMerge {
  private static final List<String> NAMES = List.of("base", "repository", "template");
  private static final byte[] NOTHING = {};
  private static final int CONTEXT = 3;

  private FileMerge() {}

  /**
   * Returns what is to be done with a file, or empty for nothing.
   *
   * @param base what the template gave at the time, or null
   * @param ours what the repository has, or null
   * @param theirs what the template gives today, or null
   */
  static Optional<FileChange> of(String path, byte[] base, byte[] ours, byte[] theirs) {
    if (Arrays.equals(base, theirs) || Arrays.equals(ours, theirs)) {
      return Optional.empty();
    }
    if (theirs == null) {
      return Optional.of(deleted(path, base, ours));
    }
    if (ours == null) {
      boolean isNew = base == null;
      return Optional.of(
          new FileChange(
              path,
              isNew ? State.ADDED : State.CONFLICT,
              isNew ? "" : "the repository has deleted it, and the template has changed it",
              diff(path, null, theirs)));
    }
    if (Arrays.equals(base, ours)) {
      return Optional.of(new FileChange(path, State.CHANGED, "", diff(path, ours, theirs)));
    }
    return merged(path, base == null ? NOTHING : base, ours, theirs);
  }

  private static FileChange deleted(String path, byte[] base, byte[] ours) {
    boolean untouched = Arrays.equals(base, ours);
    return new FileChange(
        path,
        untouched ? State.DELETED : State.CONFLICT,
        untouched ? "" : "the template has deleted it, and the repository has changed it",
        diff(path, ours, null));
  }

  private static Optional<FileChange> merged(String path, byte[] base, byte[] ours, byte[] theirs) {
    if (RawText.isBinary(base) || RawText.isBinary(ours) || RawText.isBinary(theirs)) {
      String note = "a binary file that template and repository have changed";
      return Optional.of(new FileChange(path, State.CONFLICT, note, ""));
    }
    MergeResult<RawText> result =
        new MergeAlgorithm(new HistogramDiff())
            .merge(
                RawTextComparator.DEFAULT,
                new RawText(base),
                new RawText(ours),
                new RawText(theirs));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new MergeFormatter().formatMerge(out, result, NAMES, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] merged = out.toByteArray();
    if (Arrays.equals(merged, ours)) {
      return Optional.empty();
    }
    boolean conflict = result.containsConflicts();
    return Optional.of(
        new FileChange(
            path,
            conflict ? State.CONFLICT : State.CHANGED,
            conflict ? "template and repository have changed the same lines" : "",
            diff(path, ours, merged)));
  }

  /** Returns a unified diff; null stands for no file. */
  private static String diff(String path, byte[] from, byte[] to) {
    byte[] old = from == null ? NOTHING : from;
    byte[] now = to == null ? NOTHING : to;
    String head =
        (from == null ? "--- /dev/null\n" : "--- a/" + path + "\n")
            + (to == null ? "+++ /dev/null\n" : "+++ b/" + path + "\n");
    if (RawText.isBinary(old) || RawText.isBinary(now)) {
      return head + "Binary files differ\n";
    }
    RawText oldText = new RawText(old);
    RawText newText = new RawText(now);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DiffFormatter formatter = new DiffFormatter(out)) {
      formatter.setContext(CONTEXT);
      formatter.format(
          new HistogramDiff().diff(RawTextComparator.DEFAULT, oldText, newText), oldText, newText);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return head + out.toString(StandardCharsets.UTF_8);
  }
}
