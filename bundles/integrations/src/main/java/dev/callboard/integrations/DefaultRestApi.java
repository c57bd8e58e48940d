package dev.callboard.integrations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestApi;
import dev.callboard.integrations.spi.HostAnswer;
import dev.callboard.integrations.spi.HostClient;
import dev.callboard.integrations.spi.HostRequest;
import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One JSON API. Thread-safe. */
final class DefaultRestApi implements RestApi {
  private static final Pattern NEXT = Pattern.compile("<([^>]*)>;\\s*rel=\"next\"");
  private static final int MOST_PAGES = 100;

  private final HostClient client;
  private final ObjectMapper json;
  private final URI base;
  private final Map<String, String> headers;
  private final Problems problems;

  DefaultRestApi(HostClient client, ObjectMapper json, URI base, Map<String, String> headers) {
    this.client = client;
    this.json = json;
    this.base = base;
    this.headers = headers;
    problems = new Problems(headers);
  }

  @Override
  public RestAnswer send(String method, String path, Object body) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a path begins with a slash: " + path);
    }
    return send(method, URI.create(base + path), body);
  }

  private RestAnswer send(String method, URI uri, Object body) {
    // A query may hold what somebody searches for, and is no help.
    String shown = uri.toString().replaceFirst("\\?.*", "");
    HostRequest request = HostRequest.of(method, uri, shown, bytes(body));
    for (Map.Entry<String, String> header : headers.entrySet()) {
      request = request.header(header.getKey(), header.getValue());
    }
    if (body != null) {
      request = request.header("Content-Type", "application/json");
    }
    HostAnswer answer = client.send(request.withAnyStatus());
    boolean ok = answer.status() >= 200 && answer.status() < 300;
    Object value = value(answer, shown, ok);
    String problem = ok ? "" : problems.text(value);
    return new RestAnswer(answer.status(), answer.headers(), value, problem);
  }

  private byte[] bytes(Object body) {
    try {
      return body == null ? null : json.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the body is no JSON value", e);
    }
  }

  /** Proxies answer errors in HTML, which is no failure beyond the status. */
  private Object value(HostAnswer answer, String shown, boolean wanted) {
    String type = answer.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    if (answer.bytes().length == 0 || !type.contains("json")) {
      return null;
    }
    try {
      return json.readValue(answer.bytes(), Object.class);
    } catch (IOException e) {
      if (wanted) {
        // The cause quotes the answer.
        throw PortalException.unavailable("'" + shown + "' answers what is no JSON");
      }
      return null;
    }
  }

  @Override
  public List<Object> list(String path, String what) {
    List<Object> all = new ArrayList<>();
    Optional<URI> next = Optional.of(URI.create(base + path));
    for (int page = 0; next.isPresent(); page++) {
      if (page == MOST_PAGES) {
        throw PortalException.input(what + " has more than " + MOST_PAGES + " pages");
      }
      RestAnswer answer = send("GET", next.get(), null).require(what);
      all.addAll(answer.list());
      next = next(answer);
    }
    return all;
  }

  /** Returns the next page when it is one of the API: it will get the credentials. */
  private Optional<URI> next(RestAnswer answer) {
    Matcher link = NEXT.matcher(answer.header("link").orElse(""));
    if (!link.find()) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(link.group(1));
      boolean own =
          uri.getHost() != null
              && uri.getScheme() != null
              && HostSettings.origin(uri).equals(HostSettings.origin(base));
      return own ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
