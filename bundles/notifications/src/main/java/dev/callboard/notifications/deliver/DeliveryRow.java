package dev.callboard.notifications.deliver;

import java.util.Optional;

/**
 * What waits for a channel, or was given up.
 *
 * @param id tells it apart, also to the receiver
 * @param channel which one
 * @param user a reference, empty for all
 * @param digest in which digest it goes, empty for none
 * @param body what is told, see {@link DeliveryBody}
 * @param dead whether it was given up
 * @param created when it was stored
 * @param due when it is to be tried
 * @param tries how often it was tried
 * @param error what went wrong last
 */
public record DeliveryRow(
    String id,
    String channel,
    String user,
    String digest,
    String body,
    boolean dead,
    long created,
    long due,
    long tries,
    Optional<String> error) {}
