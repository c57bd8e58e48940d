package dev.callboard.catalog.rest.entities;

import dev.callboard.platform.http.EventReader;
import dev.callboard.platform.http.EventStream;
import dev.callboard.platform.http.EventStreamFactory;
import dev.callboard.platform.scheduler.TaskExecutor;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Keeps what the last reader of a stream is sent, at once and on the thread that sends. */
final class SentEvents implements EventStreamFactory, TaskExecutor {
  private final List<String> sent = new ArrayList<>();

  List<String> sent() {
    return List.copyOf(sent);
  }

  @Override
  public EventStream create(String name, int replay) {
    throw new UnsupportedOperationException("every reader has events of its own here");
  }

  @Override
  public EventReader open(SseEventSink sink, Sse sse, String caller, Runnable onReady) {
    sent.clear();
    return new EventReader() {
      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public boolean isOpen() {
        return true;
      }

      @Override
      public void send(String id, String type, String json) {
        sent.add(id + " " + type + " " + json);
      }

      @Override
      public void close() {
        // there is nothing to end
      }
    };
  }

  @Override
  public <T> CompletableFuture<T> submit(String name, Callable<T> work) {
    try {
      return CompletableFuture.completedFuture(work.call());
    } catch (Exception e) {
      throw new AssertionError(name + " failed", e);
    }
  }

  @Override
  public <T> CompletableFuture<T> schedule(String name, Duration delay, Callable<T> work) {
    throw new AssertionError(name + " had to be put off");
  }
}
