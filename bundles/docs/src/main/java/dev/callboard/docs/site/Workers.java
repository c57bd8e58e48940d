package dev.callboard.docs.site;

import java.io.IOException;
import java.util.List;

/** Does one kind of work for many things, on one thread or on several. Thread-safe. */
@FunctionalInterface
public interface Workers {
  /** Does it on the thread that asks, in order. */
  Workers ALONE =
      new Workers() {
        @Override
        public <T> void each(List<T> items, Work<T> work) throws IOException {
          for (T item : items) {
            work.run(item);
          }
        }
      };

  /**
   * Does work for each item, in any order, and returns when all is done. Blocks.
   *
   * @throws IOException the first failure; what had not been begun by then is not done
   */
  <T> void each(List<T> items, Work<T> work) throws IOException;

  /** What is done with one item. */
  @FunctionalInterface
  interface Work<T> {
    /** Does it. */
    void run(T item) throws IOException;
  }
}
