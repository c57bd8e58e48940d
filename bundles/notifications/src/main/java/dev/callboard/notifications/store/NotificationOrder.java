package dev.callboard.notifications.store;

import dev.callboard.platform.error.PortalException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** In which order notifications are listed. */
public final class NotificationOrder {
  private static final Map<String, String> COLUMNS =
      Map.of(
          "created", "n.created_ms",
          "updated", "n.updated_ms",
          "severity", "n.severity",
          "topic", "n.topic",
          "origin", "n.origin");

  private final StringBuilder sql = new StringBuilder();

  /**
   * Reads fields such as {@code created,desc}.
   *
   * @throws PortalException with code {@code INPUT} when one is not known
   */
  public static NotificationOrder of(List<String> fields) {
    NotificationOrder order = new NotificationOrder();
    for (String field : fields) {
      String[] parts = field.split(",", 2);
      order.add(parts[0], parts.length == 1 ? "asc" : parts[1].toLowerCase(Locale.ROOT));
    }
    if (fields.isEmpty()) {
      order.add("created", "desc");
    }
    return order;
  }

  private void add(String field, String direction) {
    String column = COLUMNS.get(field);
    if (column == null || !direction.equals("asc") && !direction.equals("desc")) {
      throw PortalException.input(
          "orderField must be one of created, updated, severity, topic and origin, and then"
              + " perhaps ,asc or ,desc");
    }
    // Where there is no value, the two databases do not agree on the place.
    sql.append("CASE WHEN ")
        .append(column)
        .append(" IS NULL THEN 1 ELSE 0 END, ")
        .append(column)
        .append(' ')
        .append(direction)
        .append(", ");
  }

  String sql() {
    return " ORDER BY " + sql + "n.id";
  }
}
