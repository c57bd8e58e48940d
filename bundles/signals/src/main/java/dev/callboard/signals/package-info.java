/** Signals: who is connected, what they have subscribed to, and the way to the other nodes. */
package dev.callboard.signals;
