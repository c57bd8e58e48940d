package dev.callboard.notifications.spi;

import java.time.Duration;
import java.util.Optional;

/** A delivery failed. The message is shown to operators, so it holds no secret. */
public final class DeliveryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean last;
  private final transient Duration after;

  private DeliveryException(String message, boolean last, Duration after, Throwable cause) {
    super(message, cause);
    this.last = last;
    this.after = after;
  }

  /** It may work later. */
  public static DeliveryException later(String message, Throwable cause) {
    return new DeliveryException(message, false, null, cause);
  }

  /** It may work after a time that the other side named. */
  public static DeliveryException after(Duration pause, String message) {
    return new DeliveryException(message, false, pause, null);
  }

  /** It never will. */
  public static DeliveryException never(String message) {
    return new DeliveryException(message, true, null, null);
  }

  /** Returns whether there is no use in trying again. */
  public boolean isFinal() {
    return last;
  }

  /** Returns the pause that the other side wants, or empty. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(after);
  }
}
