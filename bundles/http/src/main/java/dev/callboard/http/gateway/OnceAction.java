package dev.callboard.http.gateway;

import java.util.concurrent.atomic.AtomicReference;

/** An action that is run once, however many say that it is time. */
final class OnceAction {
  private final AtomicReference<Runnable> action = new AtomicReference<>();

  void set(Runnable next) {
    action.set(next);
  }

  void run() {
    Runnable next = action.getAndSet(null);
    if (next != null) {
      next.run();
    }
  }
}
