package dev.callboard.http.gateway;

import dev.callboard.http.jetty.RequestInfo;
import dev.callboard.http.rest.Caller;
import dev.callboard.http.rest.Failure;
import dev.callboard.http.rest.LimitedBody;
import dev.callboard.http.settings.Limits;
import dev.callboard.platform.http.RequestProperties;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Enumeration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;

/** Hands a request to Jersey. It is the container that Jersey runs in. */
final class Dispatcher {
  private final Gateway gateway;
  private final Map<String, Base> bases = new ConcurrentHashMap<>();

  /** The address under which a plugin is seen, for the base URL it was made from. */
  private record Base(String from, URI uri, String text) {}

  Dispatcher(Gateway gateway) {
    this.gateway = gateway;
  }

  void dispatch(Exchange exchange) throws IOException, ServletException {
    Slot slot = exchange.slot();
    Failure refused = refusal(exchange, slot);
    if (refused != null) {
      answer(exchange, slot, refused);
      return;
    }
    ApplicationHandler handler;
    try {
      handler = slot.handler();
    } catch (RuntimeException e) {
      answer(exchange, slot, Failure.of(503, "The plugin " + slot.pluginId + " cannot be served"));
      return;
    }
    handle(exchange, slot, handler);
    Throwable aborted = exchange.aborted();
    if (aborted != null) {
      throw new ServletException("the answer was broken off", aborted);
    }
  }

  private void handle(Exchange exchange, Slot slot, ApplicationHandler handler) throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    if (slot.loader() != null) {
      thread.setContextClassLoader(slot.loader());
    }
    exchange.begin(thread);
    Answer answer = new Answer(exchange);
    try {
      handler.handle(request(exchange, slot, handler, answer));
    } catch (RuntimeException | Error e) {
      answer.failure(e);
    } finally {
      exchange.leave();
      thread.setContextClassLoader(before);
    }
    if (!exchange.isSuspended()) {
      exchange.finish();
    }
  }

  private Failure refusal(Exchange exchange, Slot slot) {
    if (!slot.core && !slot.breaker.lets(System.nanoTime())) {
      return Failure.of(503, "The plugin " + slot.pluginId + " fails too often, try again later");
    }
    long limit = gateway.settings().limits().bodyOf(slot.pluginId);
    if (exchange.request.getContentLengthLong() > limit) {
      return Failure.of(413, "The body is larger than " + limit + " bytes");
    }
    return null;
  }

  private void answer(Exchange exchange, Slot slot, Failure failure) throws IOException {
    if (exchange.claim()) {
      Refusals.send(exchange.request, exchange.response, exchange.url(), failure);
      if (failure.status() == 413) {
        exchange.response.flushBuffer();
        discard(exchange.request, gateway.settings().limits(), slot.pluginId);
      }
    }
    exchange.refused();
  }

  /**
   * Reads on for a while. A connection that is closed with something unread is reset, and the
   * client may then lose the very answer that says why.
   */
  private static void discard(HttpServletRequest request, Limits limits, String pluginId) {
    byte[] buffer = new byte[8 * 1024];
    try (InputStream rest =
        new LimitedBody(
            request.getInputStream(), limits.bodyOf(pluginId) + buffer.length, limits)) {
      int count = rest.read(buffer);
      while (count >= 0) {
        count = rest.read(buffer);
      }
    } catch (IOException e) {
      // Too much, too slow or gone: the connection is closed all the same.
    }
  }

  private ContainerRequest request(
      Exchange exchange, Slot slot, ApplicationHandler handler, Answer answer) throws IOException {
    HttpServletRequest from = exchange.request;
    Base base = base(slot.pluginId);
    MapPropertiesDelegate properties = new MapPropertiesDelegate();
    ExchangeCaller caller = new ExchangeCaller(gateway, exchange);
    properties.setProperty(Caller.PROPERTY, caller);
    properties.setProperty(RequestProperties.CLIENT_ADDRESS, from.getRemoteAddr());
    properties.setProperty(
        RequestProperties.PEER_ADDRESS,
        from.getAttribute(RequestInfo.ATTRIBUTE) instanceof RequestInfo info
            ? info.peer()
            : from.getRemoteAddr());
    ContainerRequest request =
        new ContainerRequest(
            base.uri(),
            exchange.target.under(base.text()),
            from.getMethod(),
            caller,
            properties,
            handler.getConfiguration());
    for (Enumeration<String> names = from.getHeaderNames(); names.hasMoreElements(); ) {
      String name = names.nextElement();
      for (Enumeration<String> values = from.getHeaders(name); values.hasMoreElements(); ) {
        request.header(name, values.nextElement());
      }
    }
    if (caller.hasBody()) {
      var limits = gateway.settings().limits();
      request.setEntityStream(
          new LimitedBody(from.getInputStream(), limits.bodyOf(slot.pluginId), limits));
    }
    request.setWriter(answer);
    return request;
  }

  private Base base(String pluginId) {
    String baseUrl = gateway.settings().baseUrl();
    Base known = bases.get(pluginId);
    if (known == null || !known.from().equals(baseUrl)) {
      String text = baseUrl + "/api/" + pluginId + "/";
      known = new Base(baseUrl, URI.create(text), text);
      bases.put(pluginId, known);
    }
    return known;
  }
}
