package dev.callboard.notifications.deliver;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.notifications.spi.NotificationDelivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows that are delivered together: one, or those of a digest.
 *
 * @param rows oldest first, not empty
 */
record Batch(List<DeliveryRow> rows) {
  /** The oldest row names it: it is the same when the same is tried again. */
  NotificationDelivery delivery(ObjectMapper mapper) {
    DeliveryRow first = rows.get(0);
    List<DeliveryBody> bodies = new ArrayList<>();
    for (DeliveryRow row : rows) {
      bodies.add(DeliveryBody.read(mapper, row.body()));
    }
    return new NotificationDelivery(
        first.id(),
        Optional.of(first.user()).filter(user -> !user.isEmpty()),
        bodies.get(0).recipients(),
        bodies.stream().map(DeliveryBody::notification).toList(),
        !first.digest().isEmpty());
  }
}
