package dev.callboard.permission;

import java.util.function.Supplier;

/** A value that is made when somebody first asks for it. Thread-safe. */
final class Once<T> implements Supplier<T> {
  private Supplier<T> source;
  private T value;

  Once(Supplier<T> source) {
    this.source = source;
  }

  @Override
  public synchronized T get() {
    if (source != null) {
      value = source.get();
      source = null;
    }
    return value;
  }
}
