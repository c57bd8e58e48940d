package dev.callboard.docs.rest;

import dev.callboard.catalog.api.EntityRef;
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
          segments.size() == SITE && segment.equals(OURS) ? Optional.of(OURS) : decoded(segment);
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
