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
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A JWK set with private keys in a file. It is looked at again after some seconds, so that deleting
 * it ends all its tokens without a restart. Not thread-safe.
 */
final class KeyFile {
  private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private final Path path;
  private final Supplier<KeySeal> seal;
  private Optional<List<ECKey>> known = Optional.empty();
  private Object seen = "";
  private long lookAt;

  KeyFile(Path path, Supplier<KeySeal> seal) {
    this.path = path;
    this.seal = seal;
  }

  /** Checks that the file, if there is one, can be read; cheap, and parses no key. */
  void check() {
    try {
      seal.get().open(name(), Files.readString(path));
    } catch (NoSuchFileException e) {
      // Made when it is needed.
    } catch (IOException e) {
      throw failure("read", e);
    }
  }

  /** Has the file read again. */
  void reload() {
    known = Optional.empty();
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
        known = Optional.empty();
        known = Optional.of(load());
        // Reading may have written the file in another way.
        seen = stamp();
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
      store(set.toString(false));
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
    KeySeal.Opened opened = seal.get().open(name(), json);
    if (!opened.current()) {
      store(opened.text());
      LOG.info("{} is encrypted as the configuration says now", path);
    }
    return JWKSet.parse(opened.text()).getKeys().stream()
        .filter(ECKey.class::isInstance)
        .map(ECKey.class::cast)
        .filter(key -> key.isPrivate() && key.getKeyID() != null && key.getIssueTime() != null)
        .toList();
  }

  private void store(String json) throws IOException {
    SecretFiles.write(path, seal.get().seal(name(), json));
  }

  /** A file cannot be put in the place of another one. */
  private String name() {
    return path.getFileName().toString();
  }

  private PortalException failure(String what, Exception cause) {
    return new PortalException(
        ErrorCode.INTERNAL, "The signing keys in " + path + " cannot be " + what, cause);
  }
}
