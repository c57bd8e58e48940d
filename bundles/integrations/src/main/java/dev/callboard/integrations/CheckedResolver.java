package dev.callboard.integrations;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Resolves a host and hands on the addresses that may be reached. The client connects to these very
 * addresses, so a name that answers something else a moment later changes nothing.
 */
final class CheckedResolver implements SocketAddressResolver {
  /** How a name is looked up. */
  interface Lookup {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  private final Lookup lookup;
  private final BiFunction<String, Integer, AddressRules.Reach> reach;

  CheckedResolver(Lookup lookup, BiFunction<String, Integer, AddressRules.Reach> reach) {
    this.lookup = lookup;
    this.reach = reach;
  }

  @Override
  public void resolve(
      String host,
      int port,
      Map<String, Object> context,
      Promise<List<InetSocketAddress>> promise) {
    try {
      AddressRules.Reach allowed = reach.apply(host, port);
      List<InetSocketAddress> addresses = new ArrayList<>();
      for (InetAddress address : lookup.addresses(host)) {
        if (AddressRules.reach(address).compareTo(allowed) <= 0) {
          addresses.add(new InetSocketAddress(address, port));
        }
      }
      if (addresses.isEmpty()) {
        promise.failed(new ForbiddenAddressException());
        return;
      }
      promise.succeeded(addresses);
    } catch (UnknownHostException e) {
      promise.failed(new IOException("the host is not known"));
    }
  }

  /** Every address of a host is one that must not be reached. */
  static final class ForbiddenAddressException extends IOException {
    private static final long serialVersionUID = 1L;

    ForbiddenAddressException() {
      super("address not allowed");
    }
  }
}
