package dev.callboard.git.transport;

import dev.callboard.integrations.spi.HostClient;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/** Git over http(s). */
record HttpTransports(HostClient client, Optional<String> authorization) implements GitTransports {
  @Override
  public Transport open(Repository repository, URI remote, String shown, Optional<Path> packs)
      throws IOException {
    try {
      Transport transport = Transport.open(repository, new URIish(remote.toString()));
      if (!(transport instanceof TransportHttp http)) {
        transport.close();
        throw PortalException.input("'" + shown + "' has a scheme that is not read");
      }
      http.setHttpConnectionFactory(
          new ClientConnectionFactory(client, authorization, shown, packs));
      return transport;
    } catch (URISyntaxException e) {
      throw PortalException.input("'" + shown + "' is no URL of a repository");
    }
  }

  /** The client has counted already what it sent. */
  @Override
  public <T> T talk(String shown, Callable<T> work) {
    try {
      return work.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw failure(e, shown);
    }
  }

  /** What the client refused is told as it is; all else is the host's fault. */
  private static PortalException failure(Exception e, String shown) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof PortalException told) {
        return told;
      }
    }
    return new PortalException(
        ErrorCode.SERVICE_UNAVAILABLE,
        "Git could not talk to '" + shown + "', the host does not serve it as it should",
        e);
  }

  @Override
  public void close() {
    // The client is not ours.
  }
}
