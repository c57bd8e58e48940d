package dev.callboard.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The file that checkpoints are added to, a line of JSON each: it lies outside the database, best
 * where the owner of the database cannot write. A line that was cut off by a crash is passed over.
 * Every method blocks. For one thread at a time.
 */
final class CheckpointJournal {
  private static final int TAIL = 8192;

  private final ObjectMapper json = new ObjectMapper();
  private final Path file;

  CheckpointJournal(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  void append(Checkpoint checkpoint) throws IOException {
    String line =
        CanonicalJson.write(Map.of("seq", checkpoint.seq(), "note", checkpoint.note())) + "\n";
    PrivateFiles.append(file, torn() ? "\n" + line : line);
  }

  private boolean torn() throws IOException {
    String tail = tail();
    return !tail.isEmpty() && !tail.endsWith("\n");
  }

  /** The last checkpoint in the file. */
  Optional<Checkpoint> last() throws IOException {
    Optional<Checkpoint> last = Optional.empty();
    for (String line : List.of(tail().split("\n"))) {
      Optional<Checkpoint> next = parse(line);
      last = next.isPresent() ? next : last;
    }
    return last;
  }

  private String tail() throws IOException {
    if (!Files.exists(file)) {
      return "";
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] end = new byte[(int) Math.min(TAIL, in.length())];
      in.seek(in.length() - end.length);
      in.readFully(end);
      return new String(end, StandardCharsets.UTF_8);
    }
  }

  /** Takes checkpoints, one after the other. */
  @FunctionalInterface
  interface Visitor<E extends Exception> {
    /** Returns whether it wants more. */
    boolean next(Checkpoint checkpoint) throws E;
  }

  /** Shows all checkpoints in the order of the file. */
  <E extends Exception> void forEach(Visitor<E> visitor) throws E {
    if (!Files.exists(file)) {
      return;
    }
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Optional<Checkpoint> checkpoint = parse(line);
        if (checkpoint.isPresent() && !visitor.next(checkpoint.get())) {
          return;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The checkpoints in " + file + " cannot be read", e);
    }
  }

  private Optional<Checkpoint> parse(String line) {
    try {
      return Optional.of(Checkpoint.parse(json.readTree(line).path("note").asText()));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
