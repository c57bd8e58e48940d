package dev.callboard.integrations.git;

import dev.callboard.integrations.spi.HostClient;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/** Git over ssh. It connects to an address that the client of the host has checked. */
final class SshTransports implements GitTransports {
  private static final int TIMEOUT_SECONDS = 30;

  private final SshAccess access;
  private final HostClient client;
  private final SshSessions sessions;

  SshTransports(SshAccess access, HostClient client, long maxBytes) {
    this.access = access;
    this.client = client;
    this.sessions = new SshSessions(access, maxBytes);
  }

  @Override
  public Transport open(Repository repository, GitUrl url, String shown, Optional<Path> packs)
      throws NotSupportedException, TransportException {
    URIish remote =
        new URIish()
            .setScheme("ssh")
            .setUser(access.user())
            .setHost(client.addresses(access.origin()).get(0).getHostAddress())
            .setPort(access.port())
            .setPath(access.path() + url.remote().getPath());
    Transport transport = Transport.open(repository, remote);
    if (!(transport instanceof SshTransport ssh)) {
      transport.close();
      throw PortalException.input("'" + shown + "' has a scheme that is not read");
    }
    ssh.setSshSessionFactory(sessions);
    transport.setTimeout(TIMEOUT_SECONDS);
    return transport;
  }

  @Override
  public <T> T talk(String shown, Callable<T> work) {
    return client.talk(
        shown,
        () -> {
          try {
            return work.call();
          } catch (IOException e) {
            throw explained(e, shown);
          }
        });
  }

  /** What an operator can mend is told as such; all else is the host's fault. */
  private static IOException explained(IOException e, String shown) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BoundedSession.TooMuchException) {
        throw PortalException.input("'" + shown + "' is too large, " + cause.getMessage());
      }
      if (cause instanceof SshException ssh) {
        int code = ssh.getDisconnectCode();
        if (code == SshConstants.SSH2_DISCONNECT_HOST_KEY_NOT_VERIFIABLE) {
          throw PortalException.unavailable(
              "'" + shown + "' could not be read, the server's key is none of ssh.hostKeys");
        }
        if (code == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
          throw PortalException.unavailable(
              "'" + shown + "' could not be read, the server does not accept ssh.privateKey");
        }
      }
    }
    return e;
  }

  @Override
  public void close() {
    sessions.close();
  }
}
