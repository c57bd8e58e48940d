package dev.callboard.notifications.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.notifications.api.Notification;
import dev.callboard.notifications.api.NotificationPayload;
import dev.callboard.notifications.api.NotificationSeverity;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Notifications as rows. */
final class Rows {
  static final String COLUMNS =
      "SELECT n.id, n.user_ref, n.origin, n.created_ms, n.updated_ms, n.title, n.description,"
          + " n.link, n.severity, n.topic, n.scope, n.icon, n.metadata, s.read_ms, s.saved_ms";

  private final ObjectMapper mapper = new ObjectMapper();

  Notification read(ResultSet row) throws SQLException {
    String user = row.getString(2);
    return new Notification(
        row.getString(1),
        user.isEmpty() ? Optional.empty() : Optional.of(user),
        row.getString(3),
        Instant.ofEpochMilli(row.getLong(4)),
        time(row, 5),
        time(row, 14),
        time(row, 15),
        NotificationPayload.titled(row.getString(6))
            .description(row.getString(7))
            .link(row.getString(8))
            .severity(NotificationSeverity.values()[row.getInt(9)])
            .topic(row.getString(10))
            .scope(row.getString(11))
            .icon(row.getString(12))
            .metadata(metadata(row.getString(13)))
            .build());
  }

  private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }

  private Map<String, Object> metadata(String json) {
    if (json == null) {
      return Map.of();
    }
    try {
      return mapper.readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The metadata of a notification is not JSON", e);
    }
  }

  /** Binds the columns from title to metadata. */
  int bind(PreparedStatement statement, int first, NotificationPayload payload)
      throws SQLException {
    int at = first;
    statement.setString(at++, payload.title());
    statement.setString(at++, payload.description().orElse(null));
    statement.setString(at++, payload.link().orElse(null));
    statement.setInt(at++, payload.severity().ordinal());
    statement.setString(at++, payload.topic().orElse(null));
    statement.setString(at++, payload.scope().orElse(null));
    statement.setString(at++, payload.icon().orElse(null));
    statement.setString(at++, payload.metadata().isEmpty() ? null : json(payload.metadata()));
    return at;
  }

  String json(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw dev.callboard.platform.error.PortalException.input(
          "The metadata of a notification must consist of JSON values");
    }
  }

  static void bind(PreparedStatement statement, List<Object> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
  }
}
