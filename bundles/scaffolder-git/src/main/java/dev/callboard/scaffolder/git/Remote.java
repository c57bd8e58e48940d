package dev.callboard.scaffolder.git;

import java.io.IOException;
import org.eclipse.jgit.transport.Transport;

/** The repository that is pushed to, and the way to it. Blocks. */
interface Remote extends AutoCloseable {
  /** Something that is done with an open transport. */
  interface Work<T> {
    T with(Transport transport) throws IOException;
  }

  /**
   * Opens a transport for a piece of work.
   *
   * @param work throws {@link IOException} when the other side is at fault
   */
  <T> T talk(Work<T> work) throws IOException;

  @Override
  void close();
}
