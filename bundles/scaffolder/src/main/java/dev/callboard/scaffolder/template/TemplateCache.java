package dev.callboard.scaffolder.template;

import dev.callboard.scaffolder.template.parse.Parsed;
import dev.callboard.scaffolder.template.parse.TemplateParser;
import dev.callboard.scaffolder.template.value.ScriptError;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Parsed templates by text and syntax; those used last are kept. The key is the text itself: to
 * digest it would take longer than to render most templates.
 */
final class TemplateCache {
  private static final int MAX_ENTRIES = 4000;
  private static final long MAX_CHARACTERS = 8L << 20;

  private record Key(String text, TemplateSyntax syntax) implements Comparable<Key> {
    // So that texts with the same hash, which somebody could make, are found quickly, too.
    @Override
    public int compareTo(Key other) {
      int order = text.compareTo(other.text);
      return order != 0 ? order : syntax.toString().compareTo(other.syntax.toString());
    }
  }

  private final TemplateLimits limits;
  private final Map<Key, Parsed> entries = new LinkedHashMap<>(64, 0.75f, true);
  private long characters;

  TemplateCache(TemplateLimits limits) {
    this.limits = limits;
  }

  Parsed get(String text, TemplateSyntax syntax) {
    if (text.length() > limits.maxTemplate()) {
      String problem = "the template has more than " + limits.maxTemplate() + " characters";
      throw new TemplateException(1, 1, problem);
    }
    Key key = new Key(text, syntax);
    synchronized (entries) {
      Parsed known = entries.get(key);
      if (known != null) {
        return known;
      }
    }
    Parsed parsed = parse(text, syntax);
    keep(key, parsed);
    return parsed;
  }

  private Parsed parse(String text, TemplateSyntax syntax) {
    try {
      return TemplateParser.parse(text, syntax, limits.maxDepth());
    } catch (ScriptError e) {
      throw Places.exception(text, e);
    } catch (StackOverflowError e) {
      throw new TemplateException(1, 1, "it is nested too deep", e);
    }
  }

  private void keep(Key key, Parsed parsed) {
    synchronized (entries) {
      if (entries.putIfAbsent(key, parsed) != null) {
        return;
      }
      characters += key.text().length();
      Iterator<Key> oldest = entries.keySet().iterator();
      while (entries.size() > MAX_ENTRIES || characters > MAX_CHARACTERS) {
        characters -= oldest.next().text().length();
        oldest.remove();
      }
    }
  }
}
