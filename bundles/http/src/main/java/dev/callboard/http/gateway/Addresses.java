package dev.callboard.http.gateway;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Addresses of clients, as far as limits are concerned. */
final class Addresses {
  private static final int GROUPS = 8;
  private static final int NETWORK_GROUPS = 4;

  private Addresses() {}

  /**
   * Returns what one client cannot easily change: an IPv4 address, or the first 64 bits of an IPv6
   * address, of which everybody has as many as he likes.
   */
  static String network(String address) {
    String plain = address.replace("[", "").replace("]", "");
    int zone = plain.indexOf('%');
    plain = zone < 0 ? plain : plain.substring(0, zone);
    if (plain.indexOf(':') < 0) {
      return plain;
    }
    String[] ends = plain.split("::", 2);
    List<String> groups = groups(ends[0]);
    if (ends.length == 2) {
      List<String> tail = groups(ends[1]);
      groups.addAll(Collections.nCopies(Math.max(0, GROUPS - groups.size() - tail.size()), "0"));
      groups.addAll(tail);
    }
    return groups.stream()
        .limit(NETWORK_GROUPS)
        .map(group -> group.replaceFirst("^0+(?=.)", "").toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(":"));
  }

  private static List<String> groups(String text) {
    return text.isEmpty() ? new ArrayList<>() : new ArrayList<>(List.of(text.split(":")));
  }
}
