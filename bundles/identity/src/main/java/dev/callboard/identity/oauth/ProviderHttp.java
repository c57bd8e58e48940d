package dev.callboard.identity.oauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Calls identity providers, whose addresses come from the configuration. No redirects are followed,
 * because secrets go along; answers are limited in size and time. Messages of failures name the
 * host only. Thread-safe.
 */
final class ProviderHttp {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 10_000;
  private static final int MAX_BYTES = 1024 * 1024;
  private static final JsonMapper JSON = new JsonMapper();

  private ProviderHttp() {}

  /**
   * A request.
   *
   * @param method such as {@code GET}
   * @param target where to
   * @param headers names and values
   * @param body what to send, or empty
   */
  record Call(String method, URI target, Map<String, String> headers, Optional<String> body) {
    static Call get(URI target) {
      return new Call("GET", target, Map.of(), Optional.empty());
    }

    static Call post(URI target, Map<String, String> form) {
      return new Call("POST", target, Map.of(), Optional.of(form(form)))
          .with("Content-Type", "application/x-www-form-urlencoded");
    }

    Call with(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Call(method, target, more, body);
    }

    Call bearer(String token) {
      return with("Authorization", "Bearer " + requirePlain(token));
    }

    Call basic(String user, String password) {
      byte[] bytes = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return with("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    }

    /** The JDK's own refusal would have the token in its message. */
    private static String requirePlain(String token) {
      if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
        throw refused("The identity provider's token has a foreign character");
      }
      return token;
    }
  }

  /** Returns the members of a form in its encoding. */
  static String form(Map<String, String> form) {
    return form.entrySet().stream()
        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Returns the object that a call answers. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> object(Call call) {
    if (json(call) instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw unavailable(call.target(), "sent no JSON object", null);
  }

  /** Returns the JSON value that a call answers; null when the answer has no body. */
  static Object json(Call call) {
    String text;
    try {
      text = send(call);
    } catch (IOException e) {
      throw unavailable(call.target(), "did not answer", e);
    }
    try {
      return text.isBlank() ? null : JSON.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      throw unavailable(call.target(), "sent no JSON", null);
    }
  }

  private static String send(Call call) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) call.target().toURL().openConnection();
    try {
      connection.setInstanceFollowRedirects(false);
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(READ_MILLIS);
      connection.setRequestMethod(call.method());
      connection.setRequestProperty("Accept", "application/json");
      connection.setRequestProperty("User-Agent", "callboard");
      call.headers().forEach(connection::setRequestProperty);
      if (call.body().isPresent()) {
        connection.setDoOutput(true);
        connection.getOutputStream().write(call.body().get().getBytes(StandardCharsets.UTF_8));
      }
      int status = connection.getResponseCode();
      if (status >= 200 && status < 300) {
        return read(connection.getInputStream());
      }
      if (status >= 400 && status < 500 && status != 429) {
        throw refused("The identity provider refused" + reason(connection.getErrorStream()));
      }
      throw new IOException("status " + status);
    } finally {
      connection.disconnect();
    }
  }

  /** Returns the error code of RFC 6749; other text of the answer could be anything. */
  private static String reason(InputStream body) throws IOException {
    if (body == null) {
      return "";
    }
    try {
      Object json = JSON.readValue(read(body), Object.class);
      Object code = json instanceof Map<?, ?> map ? map.get("error") : null;
      return code instanceof String text && text.matches("[a-z_]{1,64}") ? ": " + text : "";
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  private static String read(InputStream body) throws IOException {
    try (body) {
      byte[] bytes = body.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("more than " + MAX_BYTES + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  static PortalException refused(String message) {
    return new PortalException(ErrorCode.AUTHENTICATION, message);
  }

  private static PortalException unavailable(URI target, String what, Exception cause) {
    return new PortalException(
        ErrorCode.SERVICE_UNAVAILABLE,
        "The identity provider at " + target.getHost() + " " + what + ", try again later",
        cause);
  }
}
