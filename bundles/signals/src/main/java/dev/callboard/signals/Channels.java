package dev.callboard.signals;

/** The names of channels. */
final class Channels {
  private static final int LONGEST = 200;

  private Channels() {}

  static boolean isValid(String channel) {
    return !channel.isEmpty() && channel.length() <= LONGEST;
  }
}
