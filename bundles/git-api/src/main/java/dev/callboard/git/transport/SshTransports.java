package dev.callboard.git.transport;

import dev.callboard.integrations.spi.HostClient;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/** Git over ssh. */
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
  public Transport open(Repository repository, URI url, String shown, Optional<Path> packs)
      throws IOException {
    URIish remote =
        new URIish()
            .setScheme("ssh")
            .setUser(access.user())
            .setHost(client.addresses(access.origin()).get(0).getHostAddress())
            .setPort(access.port())
            .setPath(access.path() + path(url));
    Transport transport = Transport.open(repository, remote);
    if (!(transport instanceof SshTransport ssh)) {
      transport.close();
      throw PortalException.input("'" + shown + "' has a scheme that is not read");
    }
    ssh.setSshSessionFactory(sessions);
    transport.setTimeout(TIMEOUT_SECONDS);
    return transport;
  }

  /** A path does not lead out of the one that is configured, however its dots are written. */
  private static String path(URI url) {
    String path = url.getPath();
    for (String part : path.split("/", -1)) {
      if (part.equals(".") || part.equals("..") || part.chars().anyMatch(c -> c < ' ')) {
        throw PortalException.input("'" + url + "' has a path that means something else to git");
      }
    }
    return path;
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
              "Git does not talk to '" + shown + "', the server's key is none of ssh.hostKeys");
        }
        if (code == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
          throw PortalException.unavailable(
              "Git could not talk to '" + shown + "', the server does not accept ssh.privateKey");
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
