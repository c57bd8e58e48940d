package dev.callboard.identity;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * A random key of 32 bytes in a file that only the server's user can read. It is made when it is
 * first needed; deleting it and restarting ends all sessions. Thread-safe.
 */
final class SecretKeyFile {
  private static final int BYTES = 32;

  private final Path path;
  private final Supplier<KeySeal> seal;
  private byte[] known;

  SecretKeyFile(Path path, Supplier<KeySeal> seal) {
    this.path = path;
    this.seal = seal;
  }

  /** Reads the file if there is one; a wrong one is an error. */
  synchronized void check() {
    if (Files.exists(path)) {
      get();
    }
  }

  /** Has the file read again. */
  synchronized void reload() {
    known = null;
  }

  synchronized byte[] get() {
    try {
      if (known == null) {
        known = readOrMake();
      }
      return known.clone();
    } catch (IOException e) {
      throw new PortalException(ErrorCode.INTERNAL, "The key in " + path + " cannot be used", e);
    }
  }

  private byte[] readOrMake() throws IOException {
    try {
      KeySeal.Opened opened = seal.get().open(name(), Files.readString(path));
      byte[] key = Base64.getDecoder().decode(opened.text().trim());
      SecretFiles.restrict(path);
      if (key.length == BYTES) {
        if (!opened.current()) {
          store(key);
        }
        return key;
      }
      throw new IOException(
          "expected " + BYTES + " bytes in base64; delete the file for a new key");
    } catch (NoSuchFileException e) {
      byte[] key = new byte[BYTES];
      new SecureRandom().nextBytes(key);
      store(key);
      return key;
    } catch (IllegalArgumentException e) {
      throw new IOException("not in base64; delete the file for a new key");
    }
  }

  private void store(byte[] key) throws IOException {
    String text = Base64.getEncoder().encodeToString(key) + "\n";
    SecretFiles.write(path, seal.get().seal(name(), text));
  }

  private String name() {
    return path.getFileName().toString();
  }
}
