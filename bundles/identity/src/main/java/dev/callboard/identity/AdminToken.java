package dev.callboard.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The token of the bootstrap administrator, in a file of the data directory that only the server's
 * user can read. To change it, delete the file and restart.
 */
final class AdminToken {
  private static final Logger LOG = LoggerFactory.getLogger(AdminToken.class);
  private static final int BYTES = 32;
  private static final int SHORTEST = 32;

  private AdminToken() {}

  /**
   * Returns the token of the file, which is written when it does not exist or has none.
   *
   * @throws IOException when the file can be neither read nor written
   */
  static String in(Path file) throws IOException {
    try {
      String token = Files.readString(file).trim();
      if (SecretFiles.restrict(file)) {
        LOG.warn("{} could be read by others; it cannot any more. Delete it to get another", file);
      }
      if (token.length() >= SHORTEST) {
        return token;
      }
      LOG.warn("{} has less than {} characters and is replaced", file, SHORTEST);
    } catch (NoSuchFileException e) {
      LOG.info("The administrator's token is in {}", file);
    }
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String token = "cb_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    SecretFiles.write(file, token + "\n");
    return token;
  }
}
