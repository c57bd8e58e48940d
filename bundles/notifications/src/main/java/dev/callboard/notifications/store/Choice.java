package dev.callboard.notifications.store;

/**
 * What can be turned on and off.
 *
 * @param channel such as {@code Web}
 * @param origin who sends, empty for all of the channel
 * @param topic what it is about, empty for all of the origin
 */
public record Choice(String channel, String origin, String topic) {}
