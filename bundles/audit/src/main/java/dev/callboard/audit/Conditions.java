package dev.callboard.audit;

import dev.callboard.platform.database.Dialect;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** The part of a query after WHERE, with its values. Not thread-safe. */
final class Conditions {
  private final StringJoiner sql = new StringJoiner(" AND ", " WHERE ", "").setEmptyValue("");
  private final List<Object> values = new ArrayList<>();

  Conditions column(String name, String value) {
    return add(name + " = ?", value);
  }

  Conditions times(EventFilter filter) {
    if (!filter.from().isEmpty()) {
      add("ts >= ?", filter.from());
    }
    if (!filter.to().isEmpty()) {
      add("ts < ?", filter.to());
    }
    return this;
  }

  /** Takes what comes after a position in a list, or up to it; null for no limit. */
  Conditions position(Position position, String comparison) {
    return position == null
        ? this
        : add("(ts, seq) " + comparison + " (?, ?)", position.ts(), position.seq());
  }

  /** Takes records whose JSON has the text. */
  Conditions text(String text, Dialect dialect) {
    if (text.isEmpty()) {
      return this;
    }
    String quoted = CanonicalJson.write(text);
    String pattern =
        quoted
            .substring(1, quoted.length() - 1)
            .replace("!", "!!")
            .replace("%", "!%")
            .replace("_", "!_");
    // SQLite's LIKE takes no account of case; it knows ASCII letters only.
    String like = dialect == Dialect.POSTGRESQL ? "ILIKE" : "LIKE";
    return add("body " + like + " ? ESCAPE '!'", "%" + pattern + "%");
  }

  private Conditions add(String condition, Object... of) {
    sql.add(condition);
    values.addAll(List.of(of));
    return this;
  }

  String sql() {
    return sql.toString();
  }

  void bind(PreparedStatement query) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      query.setObject(i + 1, values.get(i));
    }
  }
}
