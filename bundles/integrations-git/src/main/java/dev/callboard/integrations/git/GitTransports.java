package dev.callboard.integrations.git;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.Transport;

/** How the bytes of git come from one host. Thread-safe; blocks. */
interface GitTransports extends AutoCloseable {
  /**
   * Opens a transport.
   *
   * @param shown what is read, for messages
   * @param packs where packs may be put until they are read, empty when none are expected
   */
  Transport open(Repository repository, GitUrl url, String shown, Optional<Path> packs)
      throws NotSupportedException, TransportException;

  /** Does work with transports when the host may be talked to, and counts its outcome. */
  <T> T talk(String shown, Callable<T> work);

  @Override
  void close();
}
