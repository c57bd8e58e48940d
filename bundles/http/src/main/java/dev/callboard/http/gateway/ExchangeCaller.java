package dev.callboard.http.gateway;

import dev.callboard.http.jetty.RequestInfo;
import dev.callboard.http.rest.Caller;
import dev.callboard.http.settings.Limits;
import dev.callboard.http.settings.RateLimits;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.function.Supplier;

/** Who sent a request. Credentials are looked at when somebody asks, and once. */
final class ExchangeCaller implements Caller, SecurityContext {
  private final Gateway gateway;
  private final Exchange exchange;
  private PortalPrincipal principal;

  ExchangeCaller(Gateway gateway, Exchange exchange) {
    this.gateway = gateway;
    this.exchange = exchange;
  }

  @Override
  public PortalPrincipal authenticate() {
    if (principal == null || principal.type() == PrincipalType.ANONYMOUS) {
      String header = exchange.request.getHeader("Authorization");
      found(limited(header, () -> gateway.credentials().authenticate(header, pluginId())));
    }
    return principal;
  }

  @Override
  public PortalPrincipal authenticateBrowser() {
    HttpServletRequest request = exchange.request;
    String secret = request.getHeader("Authorization");
    found(
        limited(
            secret == null ? request.getHeader("Cookie") : secret,
            () -> gateway.credentials().authenticateBrowser(request, pluginId())));
    return principal;
  }

  /** Sees to it that nobody tries credentials on and on; null is none. */
  private PortalPrincipal limited(String secret, Supplier<PortalPrincipal> authentication) {
    if (secret == null) {
      return authentication.get();
    }
    return gateway
        .wrongTokens()
        .guard(
            exchange.request.getRemoteAddr(),
            secret,
            gateway.settings().limits().rates(),
            authentication);
  }

  private void found(PortalPrincipal who) {
    principal = who;
    if (exchange.request.getAttribute(RequestInfo.ATTRIBUTE) instanceof RequestInfo info) {
      info.principal(who.getName());
    }
  }

  @Override
  public PortalPrincipal principal() {
    if (principal == null) {
      try {
        return authenticate();
      } catch (PortalException e) {
        principal = gateway.credentials().anonymous();
      }
    }
    return principal;
  }

  @Override
  public void admit(PortalPrincipal who) {
    Limits limits = gateway.settings().limits();
    int limit =
        who.type() == PrincipalType.USER ? limits.inFlightPerCaller() : limits.inFlightPerService();
    RateLimits rates = limits.rates();
    int perMinute =
        who.type() == PrincipalType.USER ? rates.requestsPerCaller() : rates.requestsPerService();
    if (!gateway.rates().take(who.getName(), perMinute)) {
      throw new PortalException(
          ErrorCode.TOO_MANY_REQUESTS,
          "More than " + perMinute + " requests of one caller in a minute");
    }
    if (!exchange.admit(who.getName(), limit)) {
      throw new PortalException(
          ErrorCode.TOO_MANY_REQUESTS,
          "More than " + limit + " requests of one caller at the same time");
    }
  }

  @Override
  public String pluginId() {
    return exchange.pluginId();
  }

  @Override
  public boolean hasBody() {
    return RequestTarget.hasBody(exchange.request);
  }

  @Override
  public String url() {
    return exchange.url();
  }

  @Override
  public boolean isExpired() {
    return exchange.isExpired();
  }

  @Override
  public void blame() {
    exchange.blame();
  }

  @Override
  public Principal getUserPrincipal() {
    return principal();
  }

  @Override
  public boolean isUserInRole(String role) {
    return false;
  }

  @Override
  public boolean isSecure() {
    return exchange.request.isSecure();
  }

  @Override
  public String getAuthenticationScheme() {
    return "Bearer";
  }
}
