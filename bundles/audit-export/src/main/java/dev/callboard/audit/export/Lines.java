package dev.callboard.audit.export;

import dev.callboard.platform.audit.AuditRecord;
import java.util.Map;

/** Records as text. */
final class Lines {
  private Lines() {}

  /** Returns a record as the export over REST writes it: its hash can be computed from it again. */
  static String line(AuditRecord record) {
    return "{\"seq\":"
        + record.seq()
        + ",\"prev\":"
        + quoted(record.prev())
        + ",\"hash\":"
        + quoted(record.hash())
        + ",\"record\":"
        + json(record)
        + "}";
  }

  /** Returns the record as it was hashed; as a text when somebody made it something else. */
  static String json(AuditRecord record) {
    return record.values().isEmpty() ? quoted(record.json()) : record.json();
  }

  /** Returns a value of the record, or an empty text. */
  static String text(AuditRecord record, String name) {
    return record.values().get(name) instanceof String text ? text : "";
  }

  /** Returns a value of an object of the record, or an empty text. */
  static String text(AuditRecord record, String object, String name) {
    return record.values().get(object) instanceof Map<?, ?> map
            && map.get(name) instanceof String text
        ? text
        : "";
  }

  /** Returns a JSON text. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
