package dev.callboard.git.transport;

import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.spi.HostClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.Transport;
import org.osgi.annotation.versioning.ProviderType;

/** How the bytes of git come from and go to one host. Thread-safe; blocks. */
@ProviderType
public interface GitTransports extends AutoCloseable {
  /**
   * Returns git over http(s), each request of which the client sends, limits and counts.
   *
   * @param client of the host, not null
   * @param authorization the value of the header with the credentials, or empty
   */
  static GitTransports http(HostClient client, Optional<String> authorization) {
    return new HttpTransports(requireNonNull(client, "client is null"), authorization);
  }

  /**
   * Returns git over ssh, to an address that the client has checked.
   *
   * @param access how the host is reached, not null
   * @param client of the host, whose profile has {@link SshAccess#origin}, not null
   * @param maxBytes how much a command may answer
   */
  static GitTransports ssh(SshAccess access, HostClient client, long maxBytes) {
    return new SshTransports(
        requireNonNull(access, "access is null"),
        requireNonNull(client, "client is null"),
        maxBytes);
  }

  /**
   * Opens a transport, which is to be closed.
   *
   * @param repository where objects go to or come from, not null
   * @param remote the http(s) URL that people know, also when the bytes go over ssh, not null
   * @param shown what is read or written, for messages, not null
   * @param packs a directory where packs may be put until they are read or sent, empty when none
   *     are expected
   * @throws IOException when JGit cannot
   */
  Transport open(Repository repository, URI remote, String shown, Optional<Path> packs)
      throws IOException;

  /**
   * Does work with transports when the host may be talked to, and counts its outcome.
   *
   * @param shown what is read or written, for messages, not null
   * @param work throws {@link IOException} when the host is at fault, not null
   * @throws dev.callboard.platform.error.PortalException as the work, {@code SERVICE_UNAVAILABLE}
   *     when the host is at fault or left alone for a while; no message holds a credential
   */
  <T> T talk(String shown, Callable<T> work);

  @Override
  void close();
}
