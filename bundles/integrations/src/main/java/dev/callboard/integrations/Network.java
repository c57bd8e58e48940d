package dev.callboard.integrations;

import dev.callboard.integrations.spi.HostAnswer;
import dev.callboard.integrations.spi.HostRequest;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

/** The transport of the configuration that is active, and what it lets through. Thread-safe. */
final class Network {
  private static final byte[] NOTHING = {};

  private final CheckedResolver.Lookup lookup;
  private volatile HttpTransport transport;
  private volatile ReadingLimits limits;
  private volatile TreeLimits trees;

  Network(Config config, CheckedResolver.Lookup lookup) {
    this.lookup = lookup;
    limits = ReadingLimits.of(config);
    trees = TreeLimits.of(config);
    transport = new HttpTransport(limits, ProxySettings.of(config), lookup);
  }

  /** Takes up a configuration; what is under way goes on with the one before. */
  void use(Config config) {
    ReadingLimits nextLimits = ReadingLimits.of(config);
    TreeLimits nextTrees = TreeLimits.of(config);
    HttpTransport next = new HttpTransport(nextLimits, ProxySettings.of(config), lookup);
    HttpTransport old = transport;
    limits = nextLimits;
    trees = nextTrees;
    transport = next;
    old.retire();
  }

  void close() {
    transport.close();
  }

  ReadingLimits limits() {
    return limits;
  }

  TreeLimits trees() {
    return trees;
  }

  CheckedResolver.Lookup lookup() {
    return lookup;
  }

  Duration allowance(HostRequest request) {
    return request.file().isPresent() ? limits.treeTimeout() : limits.totalTimeout();
  }

  HostAnswer send(
      HostRequest request,
      Target target,
      AddressRules.Reach reach,
      boolean withHeaders,
      Duration allowance)
      throws IOException, TimeoutException, InterruptedException {
    HostAnswer answer =
        transport.send(
            request,
            target,
            reach,
            withHeaders,
            allowance.toMillis(),
            stream -> body(stream, request));
    String encoding = answer.header("content-encoding").orElse("identity");
    // None was asked for; whoever sends one all the same may send a bomb.
    boolean wanted = encoding.toLowerCase(Locale.ROOT).equals("identity") || request.anyStatus();
    if (answer.status() == 200 && !wanted) {
      throw new IOException("an encoding that was not asked for");
    }
    return answer;
  }

  private byte[] body(InputStream stream, HostRequest request) throws IOException {
    if (request.file().isPresent()) {
      try (OutputStream file = Files.newOutputStream(request.file().get())) {
        copy(stream, file, trees.bytes(), request.shown());
      }
      return NOTHING;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    copy(stream, bytes, limits.maxBytes(), request.shown());
    return bytes.toByteArray();
  }

  static void copy(InputStream from, OutputStream to, long most, String shown) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    long total = 0;
    for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
      total += n;
      if (total > most) {
        throw PortalException.input(
            "'" + shown + "' is larger than the limit of " + most + " bytes");
      }
      to.write(buffer, 0, n);
    }
  }

  /** Waits; returns whether the whole time has passed. */
  synchronized boolean sleep(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    try {
      for (long left = time.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
        wait(left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
