package dev.callboard.identity;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A JWK set with private keys in a file. It is looked at again after some seconds, so that deleting
 * it ends all its tokens without a restart. Not thread-safe.
 */
final class KeyFile {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private final Path path;
  private Optional<List<ECKey>> known = Optional.empty();
  private Object seen = "";
  private long lookAt;

  KeyFile(Path path) {
    this.path = path;
  }

  /** Returns the keys; none when there is no file. */
  List<ECKey> read() {
    try {
      if (known.isPresent() && System.nanoTime() - lookAt < 0) {
        return known.get();
      }
      lookAt = System.nanoTime() + LOOK_AGAIN.toNanos();
      Object stamp = stamp();
      if (known.isEmpty() || !stamp.equals(seen)) {
        known = Optional.of(load());
        seen = stamp;
      }
      return known.get();
    } catch (IOException | ParseException e) {
      throw failure("read", e);
    }
  }

  /** Replaces the keys. */
  void write(List<ECKey> keys) {
    try {
      JWKSet set = new JWKSet(List.<JWK>copyOf(keys));
      SecretFiles.write(path, set.toString(false));
      known = Optional.of(List.copyOf(keys));
      seen = stamp();
    } catch (IOException e) {
      throw failure("write", e);
    }
  }

  private Object stamp() throws IOException {
    try {
      return List.of(Files.getLastModifiedTime(path), Files.size(path));
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  private List<ECKey> load() throws IOException, ParseException {
    String json;
    try {
      json = Files.readString(path);
    } catch (NoSuchFileException e) {
      return List.of();
    }
    return JWKSet.parse(json).getKeys().stream()
        .filter(ECKey.class::isInstance)
        .map(ECKey.class::cast)
        .filter(key -> key.isPrivate() && key.getKeyID() != null && key.getIssueTime() != null)
        .toList();
  }

  private PortalException failure(String what, Exception cause) {
    return new PortalException(
        ErrorCode.INTERNAL, "The signing keys in " + path + " cannot be " + what, cause);
  }
}
