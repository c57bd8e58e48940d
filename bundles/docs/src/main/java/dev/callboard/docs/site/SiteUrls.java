package dev.callboard.docs.site;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Addresses within a site. */
final class SiteUrls {
  private static final String PLAIN = "-._~!$&()*+,;=:@/%?#[]";

  private SiteUrls() {}

  /**
   * Returns an address as seen from a page.
   *
   * @param url from the root of the site
   * @param page the address of the page from the root of the site
   */
  static String relative(String url, String page) {
    String folder = page.substring(0, page.lastIndexOf('/') + 1);
    List<String> from = segments(folder);
    List<String> to = segments(url);
    int common = 0;
    while (common < from.size() && common < to.size() && from.get(common).equals(to.get(common))) {
      common++;
    }
    List<String> parts = new ArrayList<>();
    for (int i = common; i < from.size(); i++) {
      parts.add("..");
    }
    parts.addAll(to.subList(common, to.size()));
    String path = parts.isEmpty() ? "." : String.join("/", parts);
    return url.isEmpty() || url.endsWith("/") ? path + "/" : path;
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/")) {
      if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(segment);
      }
    }
    return segments;
  }

  /** Writes what an address must not have as it is in percent encoding. */
  static String encoded(String url) {
    StringBuilder encoded = new StringBuilder(url.length());
    for (byte octet : url.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
        encoded.append(c);
      } else {
        encoded.append(String.format("%%%02X", (int) c));
      }
    }
    return encoded.toString();
  }

  /** Reads percent encoding; what is not one stays as it is. */
  static String decoded(String url) {
    if (url.indexOf('%') < 0) {
      return url;
    }
    try {
      return java.net.URLDecoder.decode(url.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return url;
    }
  }
}
