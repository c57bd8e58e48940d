package dev.callboard.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/**
 * git's own program behind an ssh server on the loopback address, for one key. A repository is at
 * {@code /srv} and its path below the directory. Thread-safe.
 */
public final class SshGitServer implements AutoCloseable {
  private final KeyPair hostKey;
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final SshServer server = SshServer.setUpDefaultServer();

  /** Starts to serve the repositories below a directory. */
  public SshGitServer(Path root, KeyPair hostKey, PublicKey client) throws IOException {
    this.hostKey = hostKey;
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
    server.setPublickeyAuthenticator(
        (user, key, session) -> user.equals("git") && KeyUtils.compareKeys(key, client));
    server.setCommandFactory((channel, command) -> new Shell(root, command));
    server.start();
  }

  /** Returns the line of configuration that the server is known by. */
  public String hostKey() {
    return line(hostKey.getPublic());
  }

  /** Returns the port. */
  public int port() {
    return server.getPort();
  }

  /** Returns what clients have run. */
  public List<String> commands() {
    return List.copyOf(commands);
  }

  /** Returns a key as configuration names it. */
  public static String line(PublicKey key) {
    return PublicKeyEntry.toString(key);
  }

  /** Returns a key as a file of OpenSSH holds it, without a passphrase. */
  public static String openSsh(KeyPair pair) throws IOException, GeneralSecurityException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", null, out);
    return out.toString(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }

  private final class Shell implements Command {
    private final Path root;
    private final String command;
    private InputStream in;
    private OutputStream out;
    private OutputStream err;
    private ExitCallback exit;
    private Process process;

    Shell(Path root, String command) {
      this.root = root;
      this.command = command;
      commands.add(command);
    }

    @Override
    public void setInputStream(InputStream in) {
      this.in = in;
    }

    @Override
    public void setOutputStream(OutputStream out) {
      this.out = out;
    }

    @Override
    public void setErrorStream(OutputStream err) {
      this.err = err;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
      exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment env) throws IOException {
      process =
          new ProcessBuilder("/bin/sh", "-c", command.replace("'/srv/", "'" + root + "/")).start();
      copy(in, process.getOutputStream());
      copy(process.getErrorStream(), err);
      Thread answers = copy(process.getInputStream(), out);
      start(
          () -> {
            int status = process.waitFor();
            answers.join();
            exit.onExit(status);
            return null;
          });
    }

    /** Each piece goes at once: the other side waits for it. */
    private Thread copy(InputStream from, OutputStream to) {
      return start(
          () -> {
            try (to) {
              byte[] some = new byte[8192];
              for (int n = from.read(some); n >= 0; n = from.read(some)) {
                to.write(some, 0, n);
                to.flush();
              }
            }
            return null;
          });
    }

    private Thread start(Callable<?> work) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  work.call();
                } catch (Exception e) {
                  // The other side is gone.
                }
              });
      thread.setDaemon(true);
      thread.start();
      return thread;
    }

    @Override
    public void destroy(ChannelSession channel) {
      process.destroyForcibly();
    }
  }
}
