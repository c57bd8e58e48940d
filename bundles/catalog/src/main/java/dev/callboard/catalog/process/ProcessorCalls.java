package dev.callboard.catalog.process;

import java.util.concurrent.Callable;

/** How the code of processors is called. Thread-safe. */
interface ProcessorCalls {
  /** Calls on the thread that asks, for as long as it takes. */
  ProcessorCalls DIRECT =
      new ProcessorCalls() {
        @Override
        public <T> T call(String processor, Callable<T> work) throws Exception {
          return work.call();
        }
      };

  /**
   * Calls a processor and waits for its answer.
   *
   * @throws Exception what the processor throws, or that it took too long
   */
  <T> T call(String processor, Callable<T> work) throws Exception;
}
