package dev.callboard.http.gateway;

import dev.callboard.http.jetty.RequestInfo;
import dev.callboard.http.rest.Caller;
import dev.callboard.http.rest.Failure;
import dev.callboard.http.settings.Limits;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request to one plugin. The thread that works on it and the watchdog compete for the right to
 * answer: whoever claims it first does, the other's answer is dropped.
 */
final class Exchange implements Caller, SecurityContext {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final int OPEN = 0;
  private static final int CLAIMED = 1;
  private static final int EXPIRED = 2;

  final HttpServletRequest request;
  final HttpServletResponse response;
  final RequestTarget target;
  private final Gateway gateway;
  private final Slot slot;
  private final AtomicInteger state = new AtomicInteger();
  private final AtomicBoolean finished = new AtomicBoolean();
  private final AtomicReference<Runnable> ending = new AtomicReference<>();
  private volatile AsyncContext async;
  private volatile StreamOutput stream;
  private Thread worker;
  private PortalPrincipal principal;
  private volatile String admitted;
  private volatile boolean blamed;
  private volatile Answer answer;
  private volatile Throwable aborted;
  private volatile long begun;

  Exchange(
      Gateway gateway,
      Slot slot,
      RequestTarget target,
      HttpServletRequest request,
      HttpServletResponse response,
      AsyncContext async) {
    this.gateway = gateway;
    this.slot = slot;
    this.target = target;
    this.request = request;
    this.response = response;
    this.async = async;
    if (async != null) {
      async.addListener(new ClientGone(this));
    }
  }

  /** Takes the right to answer; returns false when the time was up before. */
  boolean claim() {
    return state.compareAndSet(OPEN, CLAIMED) || state.get() == CLAIMED;
  }

  boolean isClaimed() {
    return state.get() == CLAIMED;
  }

  @Override
  public boolean isExpired() {
    return state.get() == EXPIRED;
  }

  /** Answers in place of a plugin that does not. */
  private void expireAt(long now) {
    long limit = gateway.settings().gateway().requestTimeout().toNanos();
    if (begun == 0 || now - begun < limit || !state.compareAndSet(OPEN, EXPIRED)) {
      return;
    }
    expire("The plugin " + slot.pluginId + " did not answer in time");
  }

  /** Cuts the request off, whatever its deadline. */
  void cutOff() {
    if (state.compareAndSet(OPEN, EXPIRED)) {
      expire("The plugin " + slot.pluginId + " was stopped before it answered");
    }
  }

  private void expire(String message) {
    blamed = true;
    LOG.warn("{} {}: {}", request.getMethod(), target.path(), message);
    try {
      response.setHeader("Connection", "close");
      Refusals.send(request, response, target.url(), Failure.of(503, message));
      response.flushBuffer();
    } catch (java.io.IOException | IllegalStateException e) {
      LOG.debug("The client was gone", e);
    }
    synchronized (this) {
      if (worker != null) {
        worker.interrupt();
      }
    }
    complete();
  }

  /**
   * Tells which thread works on the request, so that it can be interrupted; null for none. The time
   * for an answer begins now: that of building the application does not count.
   */
  synchronized void worker(Thread thread) {
    begun = begun == 0 ? System.nanoTime() : begun;
    boolean interrupted = thread == null && isExpired() && Thread.interrupted();
    worker = thread;
    if (interrupted) {
      LOG.debug("The interrupt of an expired request was taken back");
    }
  }

  /** Lets the answer come after the servlet has returned. */
  boolean suspend() {
    if (async == null) {
      async = request.startAsync();
      async.setTimeout(0);
      async.addListener(new ClientGone(this));
    }
    return true;
  }

  boolean isSuspended() {
    return async != null;
  }

  /** Ends the exchange; of several calls only the first counts. */
  void complete() {
    AsyncContext current = async;
    finish();
    if (current != null) {
      try {
        current.complete();
      } catch (IllegalStateException e) {
        LOG.debug("Completed before", e);
      }
    }
  }

  /** Ends an exchange that was refused before its plugin was asked. */
  void refused() {
    slot.inFlight.leave(this);
    if (finished.compareAndSet(false, true) && async != null) {
      async.complete();
    }
  }

  /** Gives back what the exchange holds of the server. */
  void finish() {
    if (!finished.compareAndSet(false, true)) {
      return;
    }
    slot.inFlight.leave(this);
    String name = admitted;
    if (name != null) {
      gateway.callers().leave(name);
      admitted = null;
    }
    StreamOutput output = stream;
    if (output != null) {
      output.released();
    }
    ended();
    if (!slot.core) {
      slot.breaker.record(blamed, System.nanoTime());
    }
  }

  /** Turns the answer into a stream, which does not count as a request under way any more. */
  StreamOutput becomeStream(boolean events) throws java.io.IOException {
    suspend();
    int buffer = gateway.settings().limits().eventStreamBuffer();
    StreamOutput output = new StreamOutput(this, response.getOutputStream(), buffer, events);
    stream = output;
    slot.inFlight.becomesStream(this);
    String name = admitted;
    if (name != null) {
      admitted = null;
      gateway.callers().leave(name);
    }
    output.start();
    return output;
  }

  StreamOutput stream() {
    return stream;
  }

  /** Ends a stream in order; its reader is told when to come back. */
  void endStream() {
    StreamOutput output = stream;
    if (output != null) {
      output.end();
    }
  }

  /** Calls the action once, when the exchange has ended. */
  void onEnd(Runnable action) {
    ending.set(action);
    if (finished.get()) {
      ended();
    }
  }

  void ended() {
    Runnable action = ending.getAndSet(null);
    if (action != null) {
      action.run();
    }
  }

  /** Makes the watchdog look after the timeout that a resource set. */
  void watch(Answer answer) {
    this.answer = answer;
  }

  /** Called by the watchdog, several times a second. */
  void check(long now) {
    StreamOutput output = stream;
    if (output != null) {
      output.heartbeat(now);
      return;
    }
    Answer watched = answer;
    if (watched != null) {
      watched.checkTimeout(now);
    }
    expireAt(now);
  }

  /** Breaks an answer off that cannot be completed. */
  void abort(Throwable cause) {
    aborted = cause;
    if (async != null) {
      complete();
    }
  }

  /** Returns why the answer was broken off, or null. */
  Throwable aborted() {
    return aborted;
  }

  Slot slot() {
    return slot;
  }

  @Override
  public String pluginId() {
    return slot.pluginId;
  }

  @Override
  public String url() {
    return target.url();
  }

  @Override
  public void blame() {
    blamed = true;
  }

  @Override
  public boolean hasBody() {
    return RequestTarget.hasBody(request);
  }

  @Override
  public PortalPrincipal authenticate() {
    if (principal == null || principal.type() == PrincipalType.ANONYMOUS) {
      principal =
          gateway.credentials().authenticate(request.getHeader("Authorization"), slot.pluginId);
      if (request.getAttribute(RequestInfo.ATTRIBUTE) instanceof RequestInfo info) {
        info.principal(principal.getName());
      }
    }
    return principal;
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
    if (!gateway.callers().enter(who.getName(), limit)) {
      throw new PortalException(
          ErrorCode.TOO_MANY_REQUESTS,
          "More than " + limit + " requests of one caller at the same time");
    }
    admitted = who.getName();
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
    return request.isSecure();
  }

  @Override
  public String getAuthenticationScheme() {
    return "Bearer";
  }
}
