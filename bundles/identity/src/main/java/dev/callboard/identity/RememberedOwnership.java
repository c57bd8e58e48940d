package dev.callboard.identity;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Asks for ownership once, and again when the answer is old. Thread-safe. */
final class RememberedOwnership implements Supplier<List<String>> {
  static final Duration AGE = Duration.ofSeconds(30);

  private final Supplier<List<String>> source;
  private final LongSupplier nanos;
  private volatile Answer answer;

  private record Answer(List<String> refs, long at) {}

  RememberedOwnership(Supplier<List<String>> source, LongSupplier nanos) {
    this.source = source;
    this.nanos = nanos;
  }

  @Override
  public List<String> get() {
    Answer known = answer;
    if (known == null || nanos.getAsLong() - known.at >= AGE.toNanos()) {
      known = new Answer(List.copyOf(source.get()), nanos.getAsLong());
      answer = known;
    }
    return known.refs;
  }
}
