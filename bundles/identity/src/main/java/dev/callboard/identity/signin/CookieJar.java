package dev.callboard.identity.signin;

import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cookies of one provider: those that came with a request, and those that go with the answer.
 * Names, paths and the splitting of long values are Backstage's. Not thread-safe.
 */
final class CookieJar {
  /** Longer values are split: browsers take 4,096 characters with name and attributes. */
  static final int LONGEST = 4000;

  private static final int MOST_PARTS = 4;

  private final Map<String, String> received;
  private final String path;
  private final String attributes;
  private final List<String> toSend = new ArrayList<>();

  /**
   * Creates a jar.
   *
   * @param received names and values that came
   * @param path the path of the provider
   * @param secure whether browsers reach the server by https
   * @param crossSite whether the pages are on another host
   */
  CookieJar(Map<String, String> received, String path, boolean secure, boolean crossSite) {
    this.received = received;
    this.path = path;
    this.attributes =
        "; HttpOnly"
            + (secure ? "; Secure" : "")
            + (secure && crossSite ? "; SameSite=None" : "; SameSite=Lax");
  }

  /** Returns a value that came, put together again if it was split. */
  Optional<String> get(String name) {
    String whole = received.get(name);
    if (whole != null) {
      return Optional.of(whole);
    }
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < MOST_PARTS && received.containsKey(part(name, i)); i++) {
      value.append(received.get(part(name, i)));
    }
    return value.length() == 0 ? Optional.empty() : Optional.of(value.toString());
  }

  /** Sends a value for all of the provider's paths, and takes back what was there before. */
  void put(String name, String value, long seconds) {
    int parts = (value.length() + LONGEST - 1) / LONGEST;
    if (parts > MOST_PARTS) {
      throw PortalException.unavailable(
          "The identity provider's refresh token is too long to be kept in cookies");
    }
    if (parts <= 1) {
      send(name, value, path, seconds);
      removeParts(name, 0);
      return;
    }
    for (int i = 0; i < parts; i++) {
      int end = Math.min(value.length(), (i + 1) * LONGEST);
      send(part(name, i), value.substring(i * LONGEST, end), path, seconds);
    }
    if (received.containsKey(name)) {
      send(name, "", path, 0);
    }
    removeParts(name, parts);
  }

  /** Sends a value for the paths below one of the provider's. */
  void putBelow(String below, String name, String value, long seconds) {
    send(name, value, path + below, seconds);
  }

  /** Takes a value back. */
  void remove(String name) {
    send(name, "", path, 0);
    removeParts(name, 0);
  }

  private void removeParts(String name, int from) {
    for (int i = from; i < MOST_PARTS; i++) {
      if (received.containsKey(part(name, i))) {
        send(part(name, i), "", path, 0);
      }
    }
  }

  private void send(String name, String value, String where, long seconds) {
    toSend.add(name + "=" + value + "; Max-Age=" + seconds + "; Path=" + where + attributes);
  }

  /** Returns the values of {@code Set-Cookie}. */
  List<String> toSend() {
    return toSend;
  }

  private static String part(String name, int index) {
    return name + "-" + index;
  }
}
