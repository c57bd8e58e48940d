package dev.callboard.integrations;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What may be read, from {@code backend.reading.allow}: a host is a name, a name with a port, or
 * {@code *.} and a domain; without a port only the scheme's own is meant; paths match whole
 * segments.
 */
final class AllowedHosts {
  private record Entry(String host, int port, boolean wildcard, List<String> paths) {
    boolean matches(Target target) {
      boolean samePort = port < 0 ? isDefault(target) : port == target.port();
      boolean sameHost = wildcard ? target.host().endsWith(host) : target.host().equals(host);
      return samePort && sameHost && (paths.isEmpty() || paths.stream().anyMatch(target::below));
    }

    private static boolean isDefault(Target target) {
      return target.uri().getPort() < 0
          || target.port() == (target.uri().getScheme().equalsIgnoreCase("https") ? 443 : 80);
    }
  }

  private final List<Entry> entries;

  private AllowedHosts(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  static AllowedHosts of(Config config) {
    List<Entry> entries = new ArrayList<>();
    for (Config item : config.sections("backend.reading.allow")) {
      String host =
          item.string("host")
              .orElseThrow(
                  () -> PortalException.input("backend.reading.allow: an entry has no 'host'"))
              .toLowerCase(Locale.ROOT);
      entries.add(entry(host, item.strings("paths")));
    }
    return new AllowedHosts(entries);
  }

  private static Entry entry(String text, List<String> paths) {
    boolean wildcard = text.startsWith("*.");
    String host = wildcard ? text.substring(1) : text;
    int port = -1;
    int colon = host.lastIndexOf(':');
    boolean hasPort = colon >= 0 && (host.indexOf(':') == colon || host.charAt(colon - 1) == ']');
    if (hasPort) {
      try {
        port = Integer.parseInt(host.substring(colon + 1));
      } catch (NumberFormatException e) {
        throw new PortalException(
            dev.callboard.platform.error.ErrorCode.INPUT,
            "backend.reading.allow: the port of '" + text + "' is not a number",
            e);
      }
      host = host.substring(0, colon);
    }
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    return new Entry(host, port, wildcard, List.copyOf(paths));
  }

  /** Returns how far a request to the target may reach, or throws the one refusal. */
  AddressRules.Reach check(Target target, String shown) {
    for (Entry entry : entries) {
      if (entry.matches(target)) {
        return reach(entry, target);
      }
    }
    throw Target.refused(shown);
  }

  boolean allow(Target target) {
    return entries.stream().anyMatch(entry -> entry.matches(target));
  }

  /**
   * An operator who writes an address, or localhost, means it. One who writes a name means a host
   * on the internet or in the organisation, and never this machine, whatever the name resolves to.
   * A wildcard lets others choose names, so it reaches the internet only.
   */
  private static AddressRules.Reach reach(Entry entry, Target target) {
    return entry.wildcard() ? AddressRules.Reach.PUBLIC : named(target);
  }

  /** Returns how far a request to a host that an operator named may reach. */
  static AddressRules.Reach named(Target target) {
    boolean meant = target.isLiteral() || target.host().equals("localhost");
    return meant ? AddressRules.Reach.FORBIDDEN : AddressRules.Reach.PRIVATE;
  }
}
