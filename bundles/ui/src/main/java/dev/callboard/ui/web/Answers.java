package dev.callboard.ui.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Parts of answers that all files of the portal and of plugins share. */
public final class Answers {
  /** For what a browser may keep for a year, since its name changes with it. */
  public static final String IMMUTABLE = "public, max-age=31536000, immutable";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Answers() {}

  /** Returns whether the client takes gzip. */
  public static boolean takesGzip(HttpServletRequest request) {
    String accepted = request.getHeader("Accept-Encoding");
    if (accepted == null) {
      return false;
    }
    for (String each : accepted.split(",")) {
      String[] parts = each.split(";");
      String name = parts[0].strip();
      boolean refused = parts.length > 1 && parts[1].strip().matches("q=0(\\.0*)?");
      if ((name.equalsIgnoreCase("gzip") || name.equals("*")) && !refused) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether the client has this version already. */
  public static boolean isKnown(HttpServletRequest request, String tag) {
    String known = request.getHeader("If-None-Match");
    if (known == null) {
      return false;
    }
    for (String candidate : known.split(",")) {
      String each = candidate.strip();
      if (each.equals("*") || each.equals(tag) || each.equals("W/" + tag)) {
        return true;
      }
    }
    return false;
  }

  /** Tells that the answer depends on the encodings that the client takes. */
  public static void varyByEncoding(HttpServletResponse response) {
    Collection<String> before = response.getHeaders("Vary");
    if (before.isEmpty()) {
      response.setHeader("Vary", "Accept-Encoding");
    } else if (before.stream().noneMatch(names -> names.contains("Accept-Encoding"))) {
      response.setHeader("Vary", String.join(", ", before) + ", Accept-Encoding");
    }
  }

  /** Refuses with the error body of Backstage. */
  public static void refuse(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String name,
      String message)
      throws IOException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", pair("name", name, "message", message));
    body.put("request", pair("method", request.getMethod(), "url", request.getRequestURI()));
    body.put("response", Map.of("statusCode", status));
    byte[] bytes = inline(body).getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setHeader("Content-Type", "application/json; charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(bytes.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(bytes);
    }
  }

  private static Map<String, String> pair(String key, String value, String key2, String value2) {
    Map<String, String> map = new LinkedHashMap<>();
    map.put(key, value);
    map.put(key2, value2);
    return map;
  }

  /** Writes JSON in which nothing can be taken for markup. */
  static String inline(Object value) {
    try {
      return JSON.writeValueAsString(value)
          .replace("<", "\\u003c")
          .replace(">", "\\u003e")
          .replace("&", "\\u0026")
          .replace("\u2028", "\\u2028")
          .replace("\u2029", "\\u2029");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
