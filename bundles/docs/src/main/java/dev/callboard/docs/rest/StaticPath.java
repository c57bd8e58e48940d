package dev.callboard.docs.rest;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.docs.storage.SiteVersions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The path of a file as it was asked for. What is checked is what is opened: a path with anything
 * that could be read in two ways is none.
 *
 * @param ref the entity that the file belongs to
 * @param path below the site
 */
record StaticPath(EntityRef ref, String path) {
  static final int SEGMENTS = 100;
  static final int LENGTH = 2000;

  private static final int SITE = 3;

  /** The one folder with a hidden name: what we say of a site ourselves. */
  private static final String OURS = ".callboard";

  private static final String VERSIONS = OURS + "/versions/";

  private static final String REFUSED = "/\\;:*?\"<>|";

  /**
   * Reads a path.
   *
   * @param raw {@code namespace/kind/name/path}, as the client sent it
   * @return empty when no file can be meant
   */
  static Optional<StaticPath> of(String raw) {
    if (raw.length() > LENGTH) {
      return Optional.empty();
    }
    boolean folder = raw.endsWith("/");
    List<String> segments = new ArrayList<>();
    for (String segment : (folder ? raw.substring(0, raw.length() - 1) : raw).split("/", -1)) {
      Optional<String> decoded =
          segment.equals(OURS) && isOurs(segments) ? Optional.of(OURS) : decoded(segment);
      if (decoded.isEmpty() || segments.size() >= SEGMENTS) {
        return Optional.empty();
      }
      segments.add(decoded.get());
    }
    if (segments.size() < SITE) {
      return Optional.empty();
    }
    String path = String.join("/", segments.subList(SITE, segments.size()));
    String file = path.isEmpty() ? "index.html" : folder ? path + "/index.html" : path;
    return Optional.of(
        new StaticPath(new EntityRef(segments.get(1), segments.get(0), segments.get(2)), file));
  }

  /** At the root of a site, and at that of a version. */
  private static boolean isOurs(List<String> before) {
    return before.size() == SITE
        || before.size() == SITE + 3
            && String.join("/", before.subList(SITE, SITE + 2)).concat("/").equals(VERSIONS);
  }

  /** Returns whether the list of versions is meant. */
  boolean isVersions() {
    return path.equals(OURS + "/" + SiteVersions.LIST);
  }

  /** Returns the version that the file is of, or empty for the default one. */
  Optional<String> version() {
    int end = path.indexOf('/', VERSIONS.length());
    return path.startsWith(VERSIONS) && end > 0
        ? Optional.of(path.substring(VERSIONS.length(), end))
        : Optional.empty();
  }

  /** Returns the path of the file in the site, or in the site of its version. */
  String file() {
    return version().map(id -> path.substring(VERSIONS.length() + id.length() + 1)).orElse(path);
  }

  private static Optional<String> decoded(String segment) {
    String text;
    try {
      text = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    boolean refused =
        text.isEmpty()
            || text.startsWith(".")
            || text.indexOf('\uFFFD') >= 0
            || text.chars().anyMatch(c -> c < ' ' || c == 0x7f || REFUSED.indexOf(c) >= 0);
    return refused ? Optional.empty() : Optional.of(text);
  }

  /** Returns whether the entity is written in the case that its site is named in. */
  boolean isLowerCase() {
    String name = ref.namespace() + ref.kind() + ref.name();
    return name.equals(name.toLowerCase(Locale.ROOT));
  }
}
