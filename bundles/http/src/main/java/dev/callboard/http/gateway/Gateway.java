package dev.callboard.http.gateway;

import dev.callboard.http.jetty.RequestInfo;
import dev.callboard.http.jetty.ServerState;
import dev.callboard.http.rest.Failure;
import dev.callboard.http.settings.HttpSettings;
import dev.callboard.http.settings.SettingsHolder;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Brings a request to the application of its plugin. While a plugin is being replaced, its requests
 * wait without a thread; while the server starts, so do those for plugins that are not there yet.
 */
@Component(service = Gateway.class)
public final class Gateway {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  private final SettingsHolder settings;
  private final ServerState state;
  private final Credentials credentials;
  private final Mounts mounts;
  private final Dispatcher dispatcher;
  private final Sockets sockets;
  private final WaitingRoom waiting = new WaitingRoom();
  private final Callers callers = new Callers();
  private final Rates rates = new Rates(System::nanoTime);
  private final WrongTokens wrongTokens = new WrongTokens(System::nanoTime);
  private final ThreadLocal<Exchange> current = new ThreadLocal<>();

  /** Creates a gateway without plugins. */
  @Activate
  public Gateway(
      @Reference SettingsHolder settings,
      @Reference ServerState state,
      @Reference Credentials credentials,
      @Reference SocketEndpoints endpoints) {
    this.settings = settings;
    this.state = state;
    this.credentials = credentials;
    this.mounts = new Mounts(waiting::wake);
    this.dispatcher = new Dispatcher(this);
    this.sockets = new Sockets(this, endpoints);
  }

  Mounts mounts() {
    return mounts;
  }

  HttpSettings settings() {
    return settings.current();
  }

  ServerState state() {
    return state;
  }

  Credentials credentials() {
    return credentials;
  }

  Sockets sockets() {
    return sockets;
  }

  Callers callers() {
    return callers;
  }

  Rates rates() {
    return rates;
  }

  WrongTokens wrongTokens() {
    return wrongTokens;
  }

  /** Returns the request that this thread works on, or null. */
  Exchange current() {
    return current.get();
  }

  /**
   * Answers a request, now or later.
   *
   * @throws ServletException when an answer was begun and cannot be finished
   */
  void serve(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    RequestTarget target = RequestTarget.of(request);
    if (target == null) {
      Refusals.send(request, response, request.getRequestURI(), Failure.of(404));
      return;
    }
    if (Preflight.answer(settings().cors(), request, response)) {
      return;
    }
    if (request.getAttribute(RequestInfo.ATTRIBUTE) instanceof RequestInfo info) {
      MDC.put("requestId", info.id());
    }
    try {
      if (Sockets.isUpgrade(request) && sockets.serve(target, request, response)) {
        return;
      }
      route(target, request, response, null, false);
    } finally {
      MDC.remove("requestId");
    }
  }

  private void route(
      RequestTarget target,
      HttpServletRequest request,
      HttpServletResponse response,
      AsyncContext async,
      boolean timedOut)
      throws IOException, ServletException {
    Mount mount = mounts.get(target.pluginId());
    for (Slot slot = active(mount); slot != null; slot = active(mount)) {
      Exchange exchange = new Exchange(this, slot, target, request, response, async);
      if (slot.inFlight.enter(exchange)) {
        dispatch(exchange);
        return;
      }
    }
    if (!timedOut && mayCome(mount) && await(target, request, response)) {
      return;
    }
    refuse(mount, target, request, response);
    if (async != null) {
      async.complete();
    }
  }

  private void dispatch(Exchange exchange) throws IOException, ServletException {
    current.set(exchange);
    try {
      dispatcher.dispatch(exchange);
    } finally {
      current.remove();
    }
  }

  private boolean await(
      RequestTarget target, HttpServletRequest request, HttpServletResponse response) {
    long until = System.nanoTime() + settings().gateway().updateWait().toNanos();
    return waiting.await(
        request,
        target.pluginId(),
        until,
        settings().gateway().maxWaiting(),
        (async, timedOut) -> resume(target, request, response, async, timedOut));
  }

  private void resume(
      RequestTarget target,
      HttpServletRequest request,
      HttpServletResponse response,
      AsyncContext async,
      boolean timedOut) {
    try {
      route(target, request, response, async, timedOut);
    } catch (IOException | ServletException | RuntimeException e) {
      LOG.debug("A request that had waited failed", e);
      async.complete();
    }
  }

  /** Returns whether there is hope that an application for the mount turns up. */
  private boolean mayCome(Mount mount) {
    if (state.isDraining()) {
      return false;
    }
    if (!state.isStarted()) {
      return true;
    }
    return mount != null && !mount.isForgotten() && mount.isFreshlyVacant(settings());
  }

  private boolean isHopeless(String pluginId) {
    return !mayCome(mounts.get(pluginId));
  }

  private void refuse(
      Mount mount, RequestTarget target, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean known = mount != null && !mount.isForgotten();
    Failure failure =
        known || !state.isStarted()
            ? Failure.of(503, "The plugin " + target.pluginId() + " is not running")
            : Failure.of(404, "There is no plugin with this id");
    Refusals.send(request, response, target.url(), failure);
  }

  /** Called several times a second. */
  void watch(long now) {
    waiting.expire(now, this::isHopeless);
    sockets.watch(now);
    mounts.forEachSlot(
        slot -> {
          slot.inFlight.requestView().forEach(exchange -> exchange.check(now));
          slot.inFlight.streamView().forEach(exchange -> exchange.check(now));
        });
  }

  private static Slot active(Mount mount) {
    return mount == null ? null : mount.active();
  }
}
