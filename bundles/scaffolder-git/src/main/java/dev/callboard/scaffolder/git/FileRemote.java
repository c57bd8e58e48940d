package dev.callboard.scaffolder.git;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/**
 * A repository in a directory.
 *
 * @param local where objects come from and go to
 * @param path of the repository
 */
record FileRemote(Repository local, Path path) implements Remote {
  @Override
  public <T> T talk(Work<T> work) throws IOException {
    try (Transport transport = Transport.open(local, new URIish(path.toString()))) {
      return work.with(transport);
    } catch (URISyntaxException e) {
      throw PortalException.input("'" + path + "' is no directory of a repository");
    } catch (TransportException | NotSupportedException e) {
      throw new PortalException(
          ErrorCode.SERVICE_UNAVAILABLE, "Git could not work with '" + path + "'", e);
    }
  }

  @Override
  public void close() {
    // Nothing stays open.
  }
}
