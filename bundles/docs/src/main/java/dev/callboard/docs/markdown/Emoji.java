package dev.callboard.docs.markdown;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The characters behind names such as {@code :smile:}. Immutable. */
final class Emoji {
  private final Map<String, String> byName;

  private Emoji(Map<String, String> byName) {
    this.byName = byName;
  }

  static Emoji load() {
    Map<String, String> byName = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Emoji.class.getResourceAsStream("emoji.tsv"), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int tab = line.indexOf('\t');
        if (tab > 0 && line.charAt(0) != '#') {
          byName.put(line.substring(0, tab), line.substring(tab + 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Emoji(byName);
  }

  /** Returns HTML for a name; icons of the theme, which we do not have, become empty. */
  Optional<String> html(String name) {
    String character = byName.get(name);
    if (character != null) {
      return Optional.of(
          "<span class=\"twemoji\" title=\":" + name + ":\">" + character + "</span>");
    }
    boolean icon =
        name.startsWith("material-")
            || name.startsWith("fontawesome-")
            || name.startsWith("octicons-")
            || name.startsWith("simple-");
    return icon ? Optional.of("<span class=\"twemoji\"></span>") : Optional.empty();
  }
}
