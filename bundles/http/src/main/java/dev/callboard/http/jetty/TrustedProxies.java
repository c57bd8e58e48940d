package dev.callboard.http.jetty;

import dev.callboard.http.settings.SettingsHolder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.InetAddressSet;

/**
 * Believes {@code X-Forwarded-*} and {@code Forwarded} of the peers that {@code backend.trustProxy}
 * names, and of nobody else.
 */
final class TrustedProxies implements HttpConfiguration.Customizer {
  private final SettingsHolder settings;
  private final ForwardedRequestCustomizer forwarded = new ForwardedRequestCustomizer();
  private volatile Known known = new Known(List.of(), new InetAddressSet());

  private record Known(List<String> from, InetAddressSet addresses) {}

  TrustedProxies(SettingsHolder settings) {
    this.settings = settings;
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable headers) {
    List<String> trusted = settings.current().trustProxy();
    if (trusted.isEmpty() || !trusts(trusted, request)) {
      return request;
    }
    return forwarded.customize(request, headers);
  }

  private boolean trusts(List<String> trusted, Request request) {
    if (trusted.contains("*")) {
      return true;
    }
    if (!(request.getConnectionMetaData().getRemoteSocketAddress()
        instanceof InetSocketAddress peer)) {
      return false;
    }
    InetAddress address = peer.getAddress();
    return trusted.contains("loopback") && address.isLoopbackAddress()
        || addresses(trusted).test(address);
  }

  private InetAddressSet addresses(List<String> trusted) {
    Known current = known;
    if (!current.from().equals(trusted)) {
      InetAddressSet set = new InetAddressSet();
      trusted.stream().filter(text -> !text.equals("loopback")).forEach(set::add);
      current = new Known(trusted, set);
      known = current;
    }
    return current.addresses();
  }
}
