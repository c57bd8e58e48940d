package dev.callboard.audit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Writes records as a file, the oldest first, and holds a page of them at a time. No connection is
 * held while a client takes what it got.
 */
final class EventExport {
  private static final int PAGE = 500;
  private static final List<String> HEADER =
      List.of(
          "seq",
          "ts",
          "node",
          "eventId",
          "sub",
          "severity",
          "status",
          "actor",
          "targetKind",
          "targetRef",
          "cause",
          "meta",
          "patch",
          "id",
          "prev",
          "hash");

  private final EventJson json = new EventJson();
  private final EventQuery query;
  private final int scan;

  EventExport(EventQuery query, int scan) {
    this.query = query;
    this.scan = scan;
  }

  /** How a file is written. */
  enum Format {
    /** Each line an object from which the hash can be computed again. */
    JSONL,
    /** For spreadsheets. */
    CSV
  }

  void write(OutputStream out, EventFilter filter, Format format) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    if (format == Format.CSV) {
      writer.write(CsvLine.of(HEADER));
    }
    Position position = null;
    do {
      EventQuery.Page page = page(filter, position);
      for (StoredEvent event : page.items()) {
        writer.write(format == Format.CSV ? csv(event) : line(event));
      }
      position = page.next().orElse(null);
    } while (position != null);
    writer.flush();
  }

  private EventQuery.Page page(EventFilter filter, Position after) throws IOException {
    try {
      return query.page(filter, after, false, PAGE, scan);
    } catch (SQLException e) {
      throw new IOException("The audit log cannot be read", e);
    }
  }

  /** The record stands in it as it was hashed. */
  private String line(StoredEvent event) {
    String record =
        json.record(event).isPresent() ? event.body() : CanonicalJson.write(event.body());
    return "{\"seq\":"
        + event.seq()
        + ",\"prev\":"
        + CanonicalJson.write(event.prev())
        + ",\"hash\":"
        + CanonicalJson.write(event.hash())
        + ",\"record\":"
        + record
        + "}\n";
  }

  private String csv(StoredEvent event) {
    Map<String, Object> body = json.record(event).orElse(Map.of());
    List<String> copies = event.copies();
    return CsvLine.of(
        List.of(
            Long.toString(event.seq()),
            copies.get(0),
            text(body, "node"),
            copies.get(1),
            text(body, "sub"),
            copies.get(2),
            copies.get(3),
            copies.get(4),
            copies.get(5),
            copies.get(6),
            text(body, "cause"),
            text(body, "meta"),
            text(body, "patch"),
            event.id(),
            event.prev(),
            event.hash()));
  }

  private static String text(Map<String, Object> body, String name) {
    Object value = body.get(name);
    if (value == null || value instanceof String) {
      return value == null ? "" : (String) value;
    }
    String text = CanonicalJson.write(value);
    return text.equals("{}") ? "" : text;
  }
}
