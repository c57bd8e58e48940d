package dev.callboard.http.gateway;

import dev.callboard.http.rest.Failure;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request to one plugin. The thread that works on it and the watchdog compete for the right to
 * answer: whoever claims it first does, the other's answer is dropped.
 */
final class Exchange {
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
  private final OnceAction ending = new OnceAction();
  private volatile AsyncContext async;
  private volatile StreamOutput stream;
  private volatile Runnable streamReady = () -> {};
  private Thread worker;
  private String admitted;
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

  boolean isExpired() {
    return state.get() == EXPIRED;
  }

  /** Answers in place of a plugin that does not. */
  private void expireAt(long now) {
    long limit = gateway.settings().gateway().requestTimeout().toNanos();
    if (begun != 0 && now - begun >= limit) {
      expire("The plugin " + slot.pluginId + " did not answer in time");
    }
  }

  /** Cuts the request off, whatever its deadline. */
  void cutOff() {
    expire("The plugin " + slot.pluginId + " was stopped before it answered");
  }

  private void expire(String message) {
    if (answerInstead(message)) {
      complete();
    }
  }

  /**
   * Holds the lock until the answer is written: the thread that works on the request must not leave
   * the servlet before, because the container would then end the answer.
   */
  private synchronized boolean answerInstead(String message) {
    if (!state.compareAndSet(OPEN, EXPIRED)) {
      return false;
    }
    blamed = true;
    LOG.warn("{} {}: {}", request.getMethod(), target.path(), message);
    try {
      response.setHeader("Connection", "close");
      Refusals.send(request, response, target.url(), Failure.of(503, message));
      response.flushBuffer();
    } catch (IOException | IllegalStateException e) {
      LOG.debug("The client was gone", e);
    }
    if (worker != null) {
      worker.interrupt();
    }
    return true;
  }

  /** A thread begins to work on the request: the time for an answer begins, too. */
  synchronized void begin(Thread thread) {
    begun = begun == 0 ? System.nanoTime() : begun;
    worker = thread;
  }

  /** The thread leaves; the interrupt that came for an expired request does not go with it. */
  synchronized void leave() {
    worker = null;
    if (isExpired() && Thread.interrupted()) {
      LOG.debug("The interrupt of an expired request was taken back");
    }
    if (async == null) {
      state.compareAndSet(OPEN, CLAIMED);
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
    release();
    StreamOutput output = stream;
    if (output != null) {
      output.released();
    }
    ending.run();
    if (!slot.core) {
      slot.breaker.record(blamed, System.nanoTime());
    }
  }

  /** Turns the answer into a stream, which does not count as a request under way any more. */
  StreamOutput becomeStream(boolean events) throws IOException {
    suspend();
    int buffer = gateway.settings().limits().eventStreamBuffer();
    StreamOutput output = new StreamOutput(this, response.getOutputStream(), buffer, events);
    stream = output;
    slot.inFlight.becomesStream(this);
    release();
    output.start();
    return output;
  }

  StreamOutput stream() {
    return stream;
  }

  /** Has somebody told, each time, that the reader of the stream is ready for more. */
  void onStreamReady(Runnable action) {
    streamReady = action;
  }

  void streamReady() {
    streamReady.run();
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
      ending.run();
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

  String pluginId() {
    return slot.pluginId;
  }

  String url() {
    return target.url();
  }

  /** Notes that the plugin, not the client, is to blame for the failure. */
  void blame() {
    blamed = true;
  }

  private synchronized void release() {
    if (admitted != null) {
      gateway.callers().leave(admitted);
      admitted = null;
    }
  }

  /** Counts the request for its caller until the exchange ends; false beyond the limit. */
  synchronized boolean admit(String name, int limit) {
    if (!gateway.callers().enter(name, limit)) {
      return false;
    }
    admitted = name;
    return true;
  }
}
