package dev.callboard.http.gateway;

import dev.callboard.http.jetty.RequestInfo;
import dev.callboard.http.rest.Failure;
import dev.callboard.http.settings.Limits;
import dev.callboard.http.settings.SocketLimits;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.SocketEndpoint;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The WebSocket connections: lets them in as the gateway lets requests in, keeps their number
 * within limits, and ends them with their token, their plugin or the server.
 */
final class Sockets {
  /** RFC 6455 section 7.4.1: the server, or what it served, goes away. */
  static final int GOING_AWAY = 1001;

  private final Gateway gateway;
  private final SocketEndpoints endpoints;
  private final Set<SocketConnection> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger();
  private final Callers callers = new Callers();

  Sockets(Gateway gateway, SocketEndpoints endpoints) {
    this.gateway = gateway;
    this.endpoints = endpoints;
    endpoints.onGone(this::end);
  }

  static boolean isUpgrade(HttpServletRequest request) {
    return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
        && request.getMethod().equals("GET");
  }

  /** Answers a handshake; returns false, and does nothing, where no WebSocket is served. */
  boolean serve(RequestTarget target, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    SocketEndpoint endpoint = endpoints.get(target.pluginId());
    if (endpoint == null || !target.path().equals("/")) {
      return false;
    }
    try {
      open(target.pluginId(), endpoint, request, response);
    } catch (PortalException e) {
      Refusals.send(request, response, target.url(), Failure.of(e));
    }
    return true;
  }

  private void open(
      String pluginId,
      SocketEndpoint endpoint,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (gateway.state().isDraining()) {
      throw PortalException.unavailable("The server is going away");
    }
    checkOrigin(request);
    String token = token(request);
    PortalPrincipal who = authenticate(request, token, pluginId);
    SocketLimits limits = enter(who);
    SocketConnection connection =
        new SocketConnection(
            limits,
            who,
            () -> gateway.credentials().authenticate("Bearer " + token, pluginId),
            endpoint,
            this::left);
    open.add(connection);
    boolean upgraded = false;
    try {
      upgraded = SocketUpgrade.upgrade(request, response, token, connection);
    } finally {
      if (!upgraded) {
        left(connection);
      }
    }
    if (!upgraded && !response.isCommitted()) {
      throw PortalException.input(
          "The WebSocket handshake is not valid; version 13 of RFC 6455 is expected");
    }
  }

  /** A page of another site may open a WebSocket here: browsers leave the check to the server. */
  private void checkOrigin(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    if (origin == null || gateway.settings().cors().allows(origin) || isOwn(origin, request)) {
      return;
    }
    throw PortalException.notAllowed(
        "Pages of this origin may not open a WebSocket here; see backend.cors.origin");
  }

  private boolean isOwn(String origin, HttpServletRequest request) {
    String host = request.getHeader("Host");
    return gateway.settings().baseUrl().equals(origin)
        || host != null && (request.getScheme() + "://" + host).equalsIgnoreCase(origin);
  }

  private static String token(HttpServletRequest request) {
    String protocols = request.getHeader("Sec-WebSocket-Protocol");
    if (protocols == null || protocols.isBlank()) {
      throw new PortalException(
          ErrorCode.AUTHENTICATION,
          "Missing credentials: the token goes in Sec-WebSocket-Protocol");
    }
    return protocols.split(",", 2)[0].trim();
  }

  private PortalPrincipal authenticate(HttpServletRequest request, String token, String pluginId) {
    Limits limits = gateway.settings().limits();
    PortalPrincipal who =
        gateway
            .wrongTokens()
            .guard(
                request.getRemoteAddr(),
                token,
                limits.rates(),
                () -> gateway.credentials().authenticate("Bearer " + token, pluginId));
    if (request.getAttribute(RequestInfo.ATTRIBUTE) instanceof RequestInfo info) {
      info.principal(who.getName());
    }
    if (who.type() != PrincipalType.USER || !who.accessRestrictions().isEmpty()) {
      throw PortalException.notAllowed("This endpoint allows 'user' credentials only");
    }
    if (!gateway.rates().take(who.getName(), limits.rates().requestsPerCaller())) {
      throw new PortalException(
          ErrorCode.TOO_MANY_REQUESTS,
          "More than "
              + limits.rates().requestsPerCaller()
              + " requests of one caller in a minute");
    }
    return who;
  }

  private SocketLimits enter(PortalPrincipal who) {
    SocketLimits limits = gateway.settings().limits().sockets();
    if (count.incrementAndGet() > limits.connections()) {
      count.decrementAndGet();
      throw PortalException.unavailable(
          "More than " + limits.connections() + " WebSocket connections at the same time");
    }
    if (!callers.enter(who.getName(), limits.perCaller())) {
      count.decrementAndGet();
      throw new PortalException(
          ErrorCode.TOO_MANY_REQUESTS,
          "More than " + limits.perCaller() + " WebSocket connections of one caller");
    }
    return limits;
  }

  private void left(SocketConnection connection) {
    if (open.remove(connection)) {
      count.decrementAndGet();
      callers.leave(connection.caller());
    }
  }

  /** Called several times a second. */
  void watch(long now) {
    open.forEach(connection -> connection.check(now));
  }

  private void end(SocketEndpoint endpoint) {
    open.forEach(
        connection -> {
          if (connection.isOf(endpoint)) {
            connection.close(GOING_AWAY, "the plugin is stopping");
          }
        });
  }

  /** Closes all connections, since the server goes away. */
  void endAll() {
    open.forEach(connection -> connection.close(GOING_AWAY, "the server is stopping"));
  }

  int count() {
    return count.get();
  }
}
