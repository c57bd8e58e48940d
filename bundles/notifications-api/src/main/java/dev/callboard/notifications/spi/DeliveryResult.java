package dev.callboard.notifications.spi;

import java.util.Collection;
import java.util.Set;

/**
 * What became of a delivery that did not fail.
 *
 * @param each the references of users to whom it is to be delivered one by one instead, or empty
 */
public record DeliveryResult(Set<String> each) {
  /** Copies the references. */
  public DeliveryResult {
    each = Set.copyOf(each);
  }

  /** It is done, or there is nothing to do. */
  public static DeliveryResult done() {
    return new DeliveryResult(Set.of());
  }

  /** It is for everyone, and the channel reaches them one by one, who have not turned it off. */
  public static DeliveryResult forEach(Collection<String> users) {
    return new DeliveryResult(Set.copyOf(users));
  }
}
