package dev.callboard.signals;

import dev.callboard.platform.signals.Recipients;

/**
 * One signal, ready to be sent.
 *
 * @param recipients whom it is for
 * @param channel what it is about
 * @param text what clients get, as JSON
 */
record Signal(Recipients recipients, String channel, String text) {}
