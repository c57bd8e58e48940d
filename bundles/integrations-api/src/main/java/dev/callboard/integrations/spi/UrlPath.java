package dev.callboard.integrations.spi;

import dev.callboard.platform.error.PortalException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Takes the paths of URLs apart, such that no two readers can see different things in them. */
public final class UrlPath {
  private UrlPath() {}

  /**
   * Returns the segments of a path, decoded.
   *
   * @throws PortalException with code INPUT when one of them is {@code .} or {@code ..} or holds a
   *     control character or a backslash, however it is written
   */
  public static List<String> segments(URI url) {
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    String trimmed = path.startsWith("/") ? path.substring(1) : path;
    return List.of(trimmed.split("/", -1)).stream().map(part -> check(decode(part), url)).toList();
  }

  /**
   * Returns the segments of a path that stands in another part of a URL, without empty ones.
   *
   * @param path decoded
   * @param url for messages
   * @throws PortalException as {@link #segments(URI)}
   * @since 1.4
   */
  public static List<String> segments(String path, URI url) {
    return List.of(path.split("/")).stream()
        .filter(part -> !part.isEmpty())
        .map(part -> check(part, url))
        .toList();
  }

  /**
   * Returns the segments of a path that stand behind that of a base, decoded and without the empty
   * one that a slash at the end makes.
   *
   * @return empty when the path is not below the base, or one of its segments is empty
   * @since 1.4
   */
  public static Optional<List<String>> below(URI base, URI url) {
    List<String> all = segments(url);
    String path = base.getRawPath() == null ? "" : base.getRawPath();
    List<String> first = path.isEmpty() || path.equals("/") ? List.of() : segments(base);
    if (all.size() < first.size() || !all.subList(0, first.size()).equals(first)) {
      return Optional.empty();
    }
    int end = all.get(all.size() - 1).isEmpty() ? all.size() - 1 : all.size();
    List<String> rest = all.subList(Math.min(first.size(), end), end);
    return rest.stream().anyMatch(String::isEmpty) ? Optional.empty() : Optional.of(rest);
  }

  /**
   * Returns what stands before the last segments of a path, as it is in the URL, with a slash at
   * its end. A slash at the end of the path counts for nothing.
   *
   * @param last how many segments are left out
   * @since 1.4
   */
  public static String before(URI url, int last) {
    List<String> raw = List.of(url.getRawPath().split("/"));
    return String.join("/", raw.subList(0, Math.max(0, raw.size() - last))) + "/";
  }

  private static String check(String text, URI url) {
    boolean odd = text.chars().anyMatch(c -> c < ' ' || c == 127 || c == '\\');
    if (odd || text.equals(".") || text.equals("..")) {
      throw PortalException.input("'" + url + "' has a path that means something else to others");
    }
    return text;
  }

  /** Returns the text with percent signs decoded; a plus sign stays one. */
  public static String decode(String raw) {
    try {
      return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return raw;
    }
  }

  /** Returns the text as one segment of a path or as a value of a query, slashes encoded. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Returns the texts as a path, each of them encoded, joined by slashes. */
  public static String join(List<String> segments) {
    return String.join("/", segments.stream().map(UrlPath::encode).toList());
  }
}
