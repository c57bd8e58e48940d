package dev.callboard.notifications.send;

import dev.callboard.notifications.api.Notification;
import dev.callboard.platform.signals.Recipients;
import dev.callboard.platform.signals.SignalService;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Tells open pages what became of notifications, while there are signals. */
@Component(service = NotificationSignals.class)
public final class NotificationSignals {
  private static final String CHANNEL = "notifications";

  /** Keeps a signal well below what one may be large. */
  private static final int IDS_IN_ONE = 500;

  private volatile SignalService signals;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindSignals(SignalService service) {
    signals = service;
  }

  void unbindSignals(SignalService service) {
    if (signals == service) {
      signals = null;
    }
  }

  void sent(Notification notification) {
    publish(
        notification
            .user()
            .map(user -> Recipients.users(List.of(user)))
            .orElse(Recipients.broadcast()),
        Map.of("action", "new_notification", "notification_id", notification.id()));
  }

  /** Tells the pages of a user what was read there, or is to be read again. */
  public void marked(String user, boolean read, List<String> ids) {
    for (int from = 0; from < ids.size(); from += IDS_IN_ONE) {
      publish(
          Recipients.users(List.of(user)),
          Map.of(
              "action",
              read ? "notification_read" : "notification_unread",
              "notification_ids",
              ids.subList(from, Math.min(ids.size(), from + IDS_IN_ONE))));
    }
  }

  private void publish(Recipients recipients, Map<String, Object> message) {
    SignalService service = signals;
    if (service != null) {
      service.publish(recipients, CHANNEL, message);
    }
  }
}
