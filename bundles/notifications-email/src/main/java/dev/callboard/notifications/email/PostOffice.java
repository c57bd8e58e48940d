package dev.callboard.notifications.email;

import dev.callboard.notifications.spi.DeliveryException;

/** Takes mail. Thread-safe; blocks. */
@FunctionalInterface
interface PostOffice {
  /**
   * Hands a message in.
   *
   * @throws DeliveryException when it was not taken
   */
  void send(Mail mail) throws DeliveryException;
}
