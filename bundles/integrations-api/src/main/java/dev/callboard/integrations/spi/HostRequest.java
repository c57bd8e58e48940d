package dev.callboard.integrations.spi;

import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.api.ReadOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A request to a host. Immutable; each method gives a changed copy. */
public final class HostRequest {
  private final String method;
  private final URI uri;
  private final String shown;
  private final Map<String, String> headers;
  private final byte[] body;
  private final Path bodyFile;
  private final Path file;
  private final boolean anyStatus;

  private HostRequest(
      String method,
      URI uri,
      String shown,
      Map<String, String> headers,
      byte[] body,
      Path bodyFile,
      Path file,
      boolean anyStatus) {
    this.method = method;
    this.uri = uri;
    this.shown = shown;
    this.headers = headers;
    this.body = body;
    this.bodyFile = bodyFile;
    this.file = file;
    this.anyStatus = anyStatus;
  }

  /**
   * Returns a request that gets something.
   *
   * @param uri where it goes
   * @param shown what messages call it, usually the URL that people know
   */
  public static HostRequest get(URI uri, String shown) {
    return new HostRequest(
        "GET", requireNonNull(uri), requireNonNull(shown), Map.of(), null, null, null, false);
  }

  /** Returns a request that posts a body, which is not copied. */
  public static HostRequest post(URI uri, String shown, byte[] body) {
    return new HostRequest(
        "POST", requireNonNull(uri), requireNonNull(shown), Map.of(), body, null, null, false);
  }

  /**
   * Returns a request with any method. One that changes something is sent once, whatever the
   * profile says about sending again.
   *
   * @param body not copied, or null for none
   */
  public static HostRequest of(String method, URI uri, String shown, byte[] body) {
    return new HostRequest(
        requireNonNull(method),
        requireNonNull(uri),
        requireNonNull(shown),
        Map.of(),
        body,
        null,
        null,
        false);
  }

  /** Returns the request with its body taken from a file. */
  public HostRequest from(Path source) {
    return new HostRequest(method, uri, shown, headers, null, source, file, anyStatus);
  }

  /** Returns the request with a header; a null value changes nothing. */
  public HostRequest header(String name, String value) {
    if (value == null) {
      return this;
    }
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new HostRequest(method, uri, shown, Map.copyOf(more), body, bodyFile, file, anyStatus);
  }

  /** Returns the request that asks for content other than what is known. */
  public HostRequest unless(ReadOptions known) {
    String since =
        known
            .lastModified()
            .map(time -> DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC)))
            .orElse(null);
    return header("If-None-Match", known.etag().orElse(null)).header("If-Modified-Since", since);
  }

  /**
   * Returns the request with its answer's body going to a file, which may be as large as a tree.
   */
  public HostRequest into(Path target) {
    return new HostRequest(method, uri, shown, headers, body, bodyFile, target, anyStatus);
  }

  /** Returns the request whose answer is returned whatever its status. */
  public HostRequest withAnyStatus() {
    return new HostRequest(method, uri, shown, headers, body, bodyFile, file, true);
  }

  /** Returns the method. */
  public String method() {
    return method;
  }

  /** Returns where the request goes. */
  public URI uri() {
    return uri;
  }

  /** Returns what messages call it. */
  public String shown() {
    return shown;
  }

  /** Returns the headers; they count as credentials and stay with the origin. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Returns the body, or empty. */
  public Optional<byte[]> body() {
    return Optional.ofNullable(body);
  }

  /** Returns the file that the body is taken from, or empty. */
  public Optional<Path> bodyFile() {
    return Optional.ofNullable(bodyFile);
  }

  /** Returns the file that the answer's body goes to, or empty. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /** Returns whether any status is an answer. */
  public boolean anyStatus() {
    return anyStatus;
  }
}
