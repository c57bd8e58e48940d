package dev.callboard.scaffolder.git;

import dev.callboard.git.transport.GitTransports;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.Transport;

/**
 * A repository on a host.
 *
 * @param transports of the host, closed with this
 * @param local where objects come from and go to
 * @param uri of the repository
 * @param directory where packs may be put
 */
record HostRemote(GitTransports transports, Repository local, URI uri, Path directory)
    implements Remote {
  @Override
  public <T> T talk(Work<T> work) {
    String shown = uri.toString();
    return transports.talk(
        shown,
        () -> {
          try (Transport transport = transports.open(local, uri, shown, Optional.of(directory))) {
            return work.with(transport);
          }
        });
  }

  @Override
  public void close() {
    transports.close();
  }
}
