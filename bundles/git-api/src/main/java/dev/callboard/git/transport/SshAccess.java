package dev.callboard.git.transport;

import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.platform.config.Config;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.osgi.annotation.versioning.ProviderType;

/**
 * How a git server is reached over ssh, {@code integrations.git[].ssh}.
 *
 * @param user who logs in
 * @param host the name, without a port
 * @param port the port
 * @param path what stands before the path of a repository, empty or without a slash at its end
 * @param key what logs in
 * @param hostKeys what the server may be known by, never empty
 */
@ProviderType
public record SshAccess(
    String user, String host, int port, String path, KeyPair key, List<PublicKey> hostKeys) {
  private static final int PORT = 22;

  /** Copies the list. */
  public SshAccess {
    hostKeys = List.copyOf(hostKeys);
  }

  /**
   * Reads the section of an entry.
   *
   * @param settings the entry, not null
   * @param host its host, with a port when it has one, which is not that of ssh
   * @return empty when the entry has no such section
   * @throws dev.callboard.platform.error.PortalException with code {@code INPUT} that names the key
   *     and no secret
   */
  public static Optional<SshAccess> of(HostSettings settings, String host) {
    Optional<Config> entry = settings.entry().section("ssh");
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    Config ssh = entry.get();
    long port = ssh.number("port").orElse((long) PORT);
    if (port < 1 || port > 65_535) {
      throw settings.wrong("ssh.port", "must be a number from 1 to 65535");
    }
    String path = ssh.string("path").orElse("").replaceAll("/+$", "");
    if (!path.isEmpty() && !path.startsWith("/")) {
      throw settings.wrong("ssh.path", "must begin with a slash");
    }
    return Optional.of(
        new SshAccess(
            ssh.string("user").orElse("git"),
            host.replaceFirst(":\\d+$", ""),
            (int) port,
            path,
            key(settings, ssh),
            hostKeys(settings, ssh)));
  }

  /** Returns the server as clients of hosts name it, such as {@code ssh://git.example.com:22}. */
  public String origin() {
    return "ssh://" + host + ":" + port;
  }

  private static KeyPair key(HostSettings settings, Config ssh) {
    String text =
        ssh.string("privateKey")
            .orElseThrow(
                () -> settings.wrong("ssh.privateKey", "is missing; best read it with $file"));
    return SshKeys.privateKey(text)
        .orElseThrow(
            () ->
                settings.wrong(
                    "ssh.privateKey",
                    "is no private key in OpenSSH's or PEM's form without a passphrase"));
  }

  private static List<PublicKey> hostKeys(HostSettings settings, Config ssh) {
    List<PublicKey> keys = new ArrayList<>();
    for (String line : ssh.strings("hostKeys")) {
      try {
        keys.add(
            PublicKeyEntry.parsePublicKeyEntry(line.strip()).resolvePublicKey(null, null, null));
      } catch (IOException | GeneralSecurityException | RuntimeException e) {
        throw settings.wrong(
            "ssh.hostKeys",
            "has '" + line + "', which is no public key such as 'ssh-ed25519 AAAAC3Nza…'");
      }
    }
    if (keys.isEmpty()) {
      throw settings.wrong(
          "ssh.hostKeys",
          "is missing; list the public keys of the server, such as 'ssh-ed25519 AAAAC3Nza…'");
    }
    return keys;
  }
}
