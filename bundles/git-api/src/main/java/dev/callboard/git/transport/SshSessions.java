package dev.callboard.git.transport;

import java.io.File;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.eclipse.jgit.util.FS;

/**
 * Logs in to one server with the key that is configured, and with nothing that lies in a home
 * directory or an agent; knows the server by its configured keys only. What a command answers ends
 * at a limit. Thread-safe.
 */
final class SshSessions extends SshSessionFactory implements AutoCloseable {
  private final SshdSessionFactory sessions;
  private final long maxBytes;

  SshSessions(SshAccess access, long maxBytes) {
    this.maxBytes = maxBytes;
    File nowhere = Path.of(System.getProperty("java.io.tmpdir"), "no-ssh-directory").toFile();
    sessions =
        new SshdSessionFactoryBuilder()
            .setPreferredAuthentications("publickey")
            .setHomeDirectory(nowhere)
            .setSshDirectory(nowhere)
            .setConfigStoreFactory((home, config, user) -> null)
            .setDefaultIdentities(directory -> List.of())
            .setDefaultKeysProvider(directory -> List.of(access.key()))
            .setServerKeyDatabase((home, directory) -> new ConfiguredKeys(access.hostKeys()))
            .setConnectorFactory(null)
            .build(null);
  }

  @Override
  public RemoteSession getSession(
      URIish uri, CredentialsProvider credentials, FS files, int timeout)
      throws TransportException {
    return new BoundedSession(sessions.getSession(uri, credentials, files, timeout), maxBytes);
  }

  @Override
  public void releaseSession(RemoteSession session) {
    session.disconnect();
  }

  @Override
  public String getType() {
    return "callboard";
  }

  @Override
  public void close() {
    sessions.close();
  }

  private record ConfiguredKeys(List<PublicKey> keys) implements ServerKeyDatabase {
    @Override
    public List<PublicKey> lookup(
        String address, InetSocketAddress remote, Configuration configuration) {
      return keys;
    }

    @Override
    public boolean accept(
        String address,
        InetSocketAddress remote,
        PublicKey key,
        Configuration configuration,
        CredentialsProvider credentials) {
      return KeyUtils.findMatchingKey(key, keys) != null;
    }
  }
}
