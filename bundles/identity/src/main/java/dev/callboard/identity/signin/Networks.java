package dev.callboard.identity.signin;

import dev.callboard.platform.error.PortalException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Addresses and networks such as {@code 10.0.0.0/8} or {@code ::1}, never host names. */
final class Networks {
  private static final int PREFIX = 8;

  private final List<Network> networks;

  private record Network(byte[] address, int bits) {}

  private Networks(List<Network> networks) {
    this.networks = networks;
  }

  /**
   * Reads addresses and networks.
   *
   * @throws PortalException with code {@code INPUT} that names what is none
   */
  static Networks of(List<String> texts) {
    List<Network> networks = new ArrayList<>();
    for (String text : texts) {
      int slash = text.indexOf('/');
      byte[] address = address(slash < 0 ? text : text.substring(0, slash));
      int most = address == null ? 0 : address.length * 8;
      int bits = slash < 0 ? most : bits(text.substring(slash + 1));
      if (address == null || bits < 0 || bits > most) {
        throw PortalException.input(
            "trustedProxies has '" + text + "'; expected an address or a network like 10.0.0.0/8");
      }
      networks.add(new Network(address, bits));
    }
    return new Networks(networks);
  }

  private static int bits(String text) {
    return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
  }

  boolean contains(String text) {
    byte[] address = address(text);
    return address != null && networks.stream().anyMatch(network -> matches(network, address));
  }

  /** Returns what one customer has of addresses: one of IPv4, or the 64 first bits of IPv6. */
  static String ofOne(String text) {
    byte[] address = address(text);
    return address == null || address.length < PREFIX
        ? text
        : HexFormat.of().formatHex(address, 0, PREFIX);
  }

  private static boolean matches(Network network, byte[] address) {
    if (network.address().length != address.length) {
      return false;
    }
    int whole = network.bits() / 8;
    if (!Arrays.equals(network.address(), 0, whole, address, 0, whole)) {
      return false;
    }
    int rest = network.bits() % 8;
    int mask = 0xff00 >> rest & 0xff;
    return rest == 0 || (network.address()[whole] & mask) == (address[whole] & mask);
  }

  /** Reads a literal; anything that would be looked up as a name is none. */
  private static byte[] address(String text) {
    String plain =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    boolean literal =
        plain.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")
            || plain.matches("[0-9a-fA-F.]*:[0-9a-fA-F:.]*");
    if (!literal) {
      return null;
    }
    try {
      return InetAddress.getByName(plain).getAddress();
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
