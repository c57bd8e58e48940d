package dev.callboard.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys that the server reads, as the documentation tells them. Immutable. */
final class KeyReference {
  private static final String FILE = "configuration.md";
  private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| (.*?) \\| (.*) \\|\\s*");
  private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");
  private static final Pattern RESTART = Pattern.compile("(?i)\\s*\\*restart\\*\\.?");
  private static final Pattern DEPRECATED = Pattern.compile("(?i)\\bolder way\\b|\\bdeprecated\\b");
  private static final Pattern SECRET = Pattern.compile("(?i)\\bsecrets?\\b|\\bPEM\\b");
  private static final Pattern WORD = Pattern.compile("`([A-Za-z][\\w-]*)`");

  /**
   * A key.
   *
   * @param key as it is written, with {@code []} for items and {@code <id>} for any name
   * @param type what its value is
   * @param standard what holds without it; may be empty
   * @param restart whether it is read only at the start
   */
  record Key(
      String key, KeyPath path, String type, String standard, String meaning, boolean restart) {
    boolean isDeprecated() {
      return DEPRECATED.matcher(meaning).find();
    }

    boolean isSecret() {
      return SECRET.matcher(type).find();
    }

    /** Returns whether the documentation names a key below this one. */
    boolean names(String part) {
      return WORD.matcher(meaning).results().anyMatch(word -> word.group(1).equals(part));
    }
  }

  private final List<Key> keys;

  private KeyReference(List<Key> keys) {
    this.keys = List.copyOf(keys);
  }

  /** Reads what the bundle has. */
  static KeyReference load() {
    try (InputStream in = KeyReference.class.getResourceAsStream(FILE)) {
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the rows of the tables of a page. */
  static KeyReference of(String page) {
    List<Key> keys = new ArrayList<>();
    page.lines()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .forEach(row -> keys.add(key(row.group(1), row.group(2), row.group(3))));
    return new KeyReference(keys);
  }

  private static Key key(String key, String type, String text) {
    boolean restart = RESTART.matcher(text).find();
    String meaning = LINK.matcher(RESTART.matcher(text).replaceAll("")).replaceAll("$1").strip();
    int comma = type.indexOf(", ");
    return new Key(
        key,
        KeyPath.of(key),
        (comma < 0 ? type : type.substring(0, comma)).strip(),
        comma < 0 ? "" : type.substring(comma + 2).strip(),
        meaning,
        restart);
  }

  List<Key> keys() {
    return keys;
  }

  /** Returns the key that tells most exactly what a value is. */
  Optional<Key> of(KeyPath value) {
    return keys.stream()
        .filter(key -> key.path().covers(value))
        .max(Comparator.comparingInt(key -> key.path().parts().size()));
  }

  /** Returns whether a value is safe to show as far as its key tells. */
  boolean isDeclared(KeyPath value) {
    return of(value).filter(key -> !key.isSecret()).filter(key -> tells(key, value)).isPresent();
  }

  private static boolean tells(Key key, KeyPath value) {
    List<String> below = key.path().below(value);
    return below.isEmpty() || key.names(below.get(below.size() - 1));
  }
}
