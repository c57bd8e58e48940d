package dev.callboard.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Time that stands still until a test moves it. */
final class FakeClockwork implements Clockwork {
  private final List<Timer> timers = new ArrayList<>();
  private long nanos = -5_000_000_000L;
  private Instant now = Instant.parse("2026-11-20T23:50:30Z");

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized Runnable after(Duration delay, Runnable action) {
    Timer timer = new Timer(nanos + delay.toNanos(), action);
    timers.add(timer);
    return () -> cancel(timer);
  }

  private synchronized void cancel(Timer timer) {
    timers.remove(timer);
  }

  /** Sets the time of day without any time passing. */
  synchronized void setTimeOfDay(Instant instant) {
    now = instant;
  }

  /** Lets time pass and runs the timers that come due, in their order. */
  void pass(Duration duration) {
    long end = nanos() + duration.toNanos();
    for (Optional<Timer> next = takeDue(end); next.isPresent(); next = takeDue(end)) {
      next.get().action.run();
    }
    moveTo(end);
  }

  private synchronized Optional<Timer> takeDue(long end) {
    Optional<Timer> next =
        timers.stream().filter(t -> t.due <= end).min(Comparator.comparingLong(t -> t.due));
    next.ifPresent(
        timer -> {
          timers.remove(timer);
          moveTo(Math.max(nanos, timer.due));
        });
    return next;
  }

  private synchronized void moveTo(long end) {
    now = now.plusNanos(end - nanos);
    nanos = end;
  }

  private record Timer(long due, Runnable action) {}
}
