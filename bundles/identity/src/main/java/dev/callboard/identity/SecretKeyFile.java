package dev.callboard.identity;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A random key of 32 bytes in a file that only the server's user can read. It is made when it is
 * first needed; deleting it and restarting ends all sessions. Thread-safe.
 */
final class SecretKeyFile {
  private static final int BYTES = 32;

  private final Path path;
  private byte[] known;

  SecretKeyFile(Path path) {
    this.path = path;
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
      byte[] key = Base64.getDecoder().decode(Files.readString(path).trim());
      SecretFiles.restrict(path);
      if (key.length == BYTES) {
        return key;
      }
      throw new IOException(
          "expected " + BYTES + " bytes in base64; delete the file for a new key");
    } catch (NoSuchFileException e) {
      byte[] key = new byte[BYTES];
      new SecureRandom().nextBytes(key);
      SecretFiles.write(path, Base64.getEncoder().encodeToString(key) + "\n");
      return key;
    } catch (IllegalArgumentException e) {
      throw new IOException("not in base64; delete the file for a new key");
    }
  }
}
