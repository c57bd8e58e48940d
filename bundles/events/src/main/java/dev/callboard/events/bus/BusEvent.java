package dev.callboard.events.bus;

/**
 * An event on the bus.
 *
 * @param topic what it is about
 * @param payload as JSON
 */
record BusEvent(String topic, String payload) {}
