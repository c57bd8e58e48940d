package dev.callboard.notifications.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which notifications of a user are asked for.
 *
 * @param search words in title or description
 * @param read whether it was read
 * @param saved whether it was saved
 * @param createdAfterMillis when it was sent at the earliest, not included
 * @param topic what it is about
 * @param minSeverity how much it matters at least, as a number
 */
public record NotificationQuery(
    Optional<String> search,
    Optional<Boolean> read,
    Optional<Boolean> saved,
    Optional<Long> createdAfterMillis,
    Optional<String> topic,
    int minSeverity) {

  /** All notifications. */
  public static NotificationQuery all() {
    return new NotificationQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  /** A condition in SQL and its values. */
  record Condition(String sql, List<Object> values) {}

  Condition condition(String user) {
    StringBuilder sql =
        new StringBuilder(
            " FROM notification n LEFT JOIN notification_status s"
                + " ON s.notification_id = n.id AND s.user_ref = ?"
                + " WHERE n.user_ref IN (?, '')");
    List<Object> values = new ArrayList<>(List.of(user, user));
    read.ifPresent(is -> sql.append(is ? " AND s.read_ms IS NOT NULL" : " AND s.read_ms IS NULL"));
    saved.ifPresent(
        is -> sql.append(is ? " AND s.saved_ms IS NOT NULL" : " AND s.saved_ms IS NULL"));
    createdAfterMillis.ifPresent(after -> add(sql, values, " AND n.created_ms > ?", after));
    topic.ifPresent(is -> add(sql, values, " AND n.topic = ?", is));
    if (minSeverity > 0) {
      add(sql, values, " AND n.severity >= ?", minSeverity);
    }
    search.ifPresent(words -> addSearch(sql, values, words));
    return new Condition(sql.toString(), values);
  }

  private static void add(StringBuilder sql, List<Object> values, String part, Object value) {
    sql.append(part);
    values.add(value);
  }

  private static void addSearch(StringBuilder sql, List<Object> values, String words) {
    String escaped =
        words.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_");
    sql.append(" AND (lower(n.title) LIKE ? ESCAPE '!' OR lower(n.description) LIKE ? ESCAPE '!')");
    values.add("%" + escaped + "%");
    values.add("%" + escaped + "%");
  }
}
