package dev.callboard.integrations;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which network addresses a request may go to. The blocks are those of the IANA special-purpose
 * address registries (RFC 6890 and its updates); {@link InetAddress} knows only some of them, and
 * none that carry an IPv4 address inside an IPv6 one.
 */
final class AddressRules {
  /** What an address is for. */
  enum Reach {
    /** On the internet. */
    PUBLIC,
    /** Within an organisation: RFC 1918 and RFC 4193. */
    PRIVATE,
    /** This machine, this link, or reserved: never reached through a name. */
    FORBIDDEN
  }

  private record Block(byte[] prefix, int bits, Reach reach) {
    boolean contains(byte[] address) {
      if (address.length != prefix.length) {
        return false;
      }
      int whole = bits / 8;
      if (!Arrays.equals(address, 0, whole, prefix, 0, whole)) {
        return false;
      }
      int rest = bits % 8;
      if (rest == 0) {
        return true;
      }
      int mask = 0xff << (8 - rest);
      return (address[whole] & mask) == (prefix[whole] & mask);
    }
  }

  private static final List<Block> BLOCKS =
      List.of(
          block("0.0.0.0/8", Reach.FORBIDDEN),
          block("10.0.0.0/8", Reach.PRIVATE),
          block("100.64.0.0/10", Reach.FORBIDDEN),
          block("127.0.0.0/8", Reach.FORBIDDEN),
          block("169.254.0.0/16", Reach.FORBIDDEN),
          block("172.16.0.0/12", Reach.PRIVATE),
          block("192.0.0.0/24", Reach.FORBIDDEN),
          block("192.0.2.0/24", Reach.FORBIDDEN),
          block("192.88.99.0/24", Reach.FORBIDDEN),
          block("192.168.0.0/16", Reach.PRIVATE),
          block("198.18.0.0/15", Reach.FORBIDDEN),
          block("198.51.100.0/24", Reach.FORBIDDEN),
          block("203.0.113.0/24", Reach.FORBIDDEN),
          block("224.0.0.0/3", Reach.FORBIDDEN),
          // 64:ff9b::/96 and 2002::/16 carry an IPv4 address, see embedded().
          block("64:ff9b:1:0:0:0:0:0/48", Reach.FORBIDDEN),
          block("100:0:0:0:0:0:0:0/64", Reach.FORBIDDEN),
          block("2001:0:0:0:0:0:0:0/23", Reach.FORBIDDEN),
          block("2001:db8:0:0:0:0:0:0/32", Reach.FORBIDDEN),
          block("3fff:0:0:0:0:0:0:0/20", Reach.FORBIDDEN),
          block("5f00:0:0:0:0:0:0:0/16", Reach.FORBIDDEN),
          block("fc00:0:0:0:0:0:0:0/7", Reach.PRIVATE),
          block("fe80:0:0:0:0:0:0:0/10", Reach.FORBIDDEN),
          block("fec0:0:0:0:0:0:0:0/10", Reach.FORBIDDEN),
          block("ff00:0:0:0:0:0:0:0/8", Reach.FORBIDDEN));

  // Cloud metadata services that live in a private block.
  private static final List<Block> METADATA =
      List.of(block("fd00:ec2:0:0:0:0:0:254/128", Reach.FORBIDDEN));

  private AddressRules() {}

  static Reach reach(InetAddress address) {
    return reach(address.getAddress());
  }

  private static Reach reach(byte[] address) {
    byte[] embedded = embedded(address);
    if (embedded != null) {
      return reach(embedded);
    }
    for (Block block : METADATA) {
      if (block.contains(address)) {
        return block.reach();
      }
    }
    for (Block block : BLOCKS) {
      if (block.contains(address)) {
        return block.reach();
      }
    }
    return address.length == 16 && isLow(address) ? Reach.FORBIDDEN : Reach.PUBLIC;
  }

  /**
   * Returns whether an IPv6 address is in ::/96, which holds the unspecified and the loopback one.
   */
  private static boolean isLow(byte[] address) {
    for (int i = 0; i < 12; i++) {
      if (address[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns the IPv4 address within a mapped, NAT64 or 6to4 one, or null. */
  private static byte[] embedded(byte[] address) {
    if (address.length != 16) {
      return null;
    }
    if (starts(address, 0x20, 0x02)) {
      return Arrays.copyOfRange(address, 2, 6);
    }
    boolean nat64 = starts(address, 0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0);
    boolean mapped = starts(address, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff);
    return nat64 || mapped ? Arrays.copyOfRange(address, 12, 16) : null;
  }

  private static boolean starts(byte[] address, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if ((address[i] & 0xff) != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static Block block(String cidr, Reach reach) {
    int slash = cidr.indexOf('/');
    String text = cidr.substring(0, slash);
    boolean v6 = text.indexOf(':') >= 0;
    String[] parts = text.split(v6 ? ":" : "\\.");
    byte[] prefix = new byte[v6 ? 16 : 4];
    for (int i = 0; i < parts.length; i++) {
      int value = Integer.parseInt(parts[i], v6 ? 16 : 10);
      if (v6) {
        prefix[2 * i] = (byte) (value >> 8);
        prefix[2 * i + 1] = (byte) value;
      } else {
        prefix[i] = (byte) value;
      }
    }
    return new Block(prefix, Integer.parseInt(cidr.substring(slash + 1)), reach);
  }
}
