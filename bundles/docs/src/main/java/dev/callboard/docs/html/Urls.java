package dev.callboard.docs.html;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges the addresses that authors write, in the way browsers read them. */
public final class Urls {
  private static final Set<String> LINKS = Set.of("http", "https", "mailto", "ftp", "tel");
  private static final Set<String> IMAGES = Set.of("http", "https");
  private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*):");
  private static final Pattern PICTURE =
      Pattern.compile("^data:image/(?:png|gif|jpeg|webp|avif);base64,[A-Za-z0-9+/=]*$");

  private Urls() {}

  /** Returns an address without what browsers skip: controls, and white space at its ends. */
  public static String seen(String url) {
    StringBuilder seen = new StringBuilder(url.length());
    url.chars()
        .filter(
            c -> c > 0x1f && c != 0x7f && !(c >= 0x80 && c < 0xa0) && c != 0x200b && c != 0xfeff)
        .forEach(c -> seen.append((char) c));
    return seen.toString().strip();
  }

  /** Returns the scheme in lower case, or an empty text. */
  public static String scheme(String url) {
    Matcher scheme = SCHEME.matcher(url);
    return scheme.find() ? scheme.group(1).toLowerCase(Locale.ROOT) : "";
  }

  /** Returns the address for a link, or null when it may not be one. */
  static String link(String url, Set<String> more) {
    String seen = seen(url);
    String scheme = scheme(seen);
    if (slashes(seen)) {
      return null;
    }
    return scheme.isEmpty() || LINKS.contains(scheme) || more.contains(scheme) ? seen : null;
  }

  /** Returns the address for an image, or null when it may not be one. */
  static String image(String url) {
    String seen = seen(url);
    String scheme = scheme(seen);
    if (slashes(seen)) {
      return null;
    }
    boolean allowed =
        scheme.isEmpty() || IMAGES.contains(scheme) || PICTURE.matcher(seen).matches();
    return allowed ? seen : null;
  }

  /** Returns whether a page may be embedded. */
  static boolean embeddable(String url, Set<String> hosts) {
    try {
      URI uri = new URI(seen(url));
      String host = uri.getHost();
      return host != null
          && "https".equalsIgnoreCase(uri.getScheme())
          && uri.getUserInfo() == null
          && hosts.contains(uri.getPort() < 0 ? host : host + ":" + uri.getPort());
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Browsers take a back-slash for a slash, and two of them for another host. */
  private static boolean slashes(String url) {
    return url.length() > 1
        && (url.charAt(0) == '/' || url.charAt(0) == '\\')
        && (url.charAt(1) == '/' || url.charAt(1) == '\\');
  }
}
