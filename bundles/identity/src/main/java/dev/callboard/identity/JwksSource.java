package dev.callboard.identity;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of another issuer, from its one configured address. Redirects are not followed. A
 * key that is not known causes a fetch, at most one in 30 seconds; keys that are no longer
 * published stop counting after ten minutes.
 */
final class JwksSource {
  private static final Logger LOG = LoggerFactory.getLogger(JwksSource.class);
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 10_000;
  private static final int MAX_BYTES = 1024 * 1024;

  private final URI address;
  private final LongSupplier nanos;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile Map<String, JWK> keys = Map.of();
  private volatile boolean asked;
  private volatile long askedAt;
  private volatile boolean failed;

  JwksSource(URI address, LongSupplier nanos) {
    this.address = address;
    this.nanos = nanos;
  }

  /** Returns the key of this id; may fetch. */
  Optional<JWK> find(String keyId) {
    JWK key = keys.get(keyId);
    if (key == null || !askedWithin(FRESH)) {
      refresh();
      key = keys.get(keyId);
    }
    return Optional.ofNullable(key);
  }

  /** Returns the key of an issuer that has one and does not name it; may fetch. */
  Optional<JWK> only() {
    if (keys.isEmpty() || !askedWithin(FRESH)) {
      refresh();
    }
    return keys.size() == 1 ? Optional.of(keys.values().iterator().next()) : Optional.empty();
  }

  private boolean askedWithin(Duration duration) {
    return asked && nanos.getAsLong() - askedAt < duration.toNanos();
  }

  private void refresh() {
    if (askedWithin(BETWEEN_FETCHES)) {
      return;
    }
    // Only the first callers wait; later a slow issuer must not hold up all requests.
    if (keys.isEmpty()) {
      fetching.lock();
    } else if (!fetching.tryLock()) {
      return;
    }
    try {
      if (!askedWithin(BETWEEN_FETCHES)) {
        fetch();
      }
    } finally {
      askedAt = nanos.getAsLong();
      asked = true;
      fetching.unlock();
    }
  }

  private void fetch() {
    try {
      keys = parse(download());
      failed = false;
    } catch (IOException | ParseException | RuntimeException e) {
      if (!failed) {
        LOG.warn("The keys at {} cannot be read: {}", address, e.toString());
      }
      failed = true;
    }
  }

  private static Map<String, JWK> parse(String json) throws ParseException {
    return JWKSet.parse(json).getKeys().stream()
        .filter(key -> key.getKeyID() != null && !key.isPrivate())
        .collect(Collectors.toUnmodifiableMap(JWK::getKeyID, key -> key, (first, second) -> first));
  }

  private String download() throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    connection.setRequestProperty("Accept", "application/json");
    try {
      if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
        throw new IOException("status " + connection.getResponseCode());
      }
      try (InputStream body = connection.getInputStream()) {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
          throw new IOException("more than " + MAX_BYTES + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
      }
    } finally {
      connection.disconnect();
    }
  }
}
