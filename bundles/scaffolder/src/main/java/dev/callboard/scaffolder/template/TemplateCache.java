package dev.callboard.scaffolder.template;

import dev.callboard.scaffolder.template.parse.Parsed;
import dev.callboard.scaffolder.template.parse.TemplateParser;
import dev.callboard.scaffolder.template.value.ScriptError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Parsed templates by the digest of their text and syntax; those used last are kept. */
final class TemplateCache {
  private static final int MAX_ENTRIES = 4000;
  private static final long MAX_CHARACTERS = 8L << 20;

  private record Entry(Parsed parsed, int characters) {}

  private final TemplateLimits limits;
  private final Map<String, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
  private long characters;

  TemplateCache(TemplateLimits limits) {
    this.limits = limits;
  }

  Parsed get(String text, TemplateSyntax syntax) {
    if (text.length() > limits.maxTemplate()) {
      String problem = "the template has more than " + limits.maxTemplate() + " characters";
      throw new TemplateException(1, 1, problem);
    }
    String digest = digest(text, syntax);
    synchronized (entries) {
      Entry known = entries.get(digest);
      if (known != null) {
        return known.parsed();
      }
    }
    Parsed parsed = parse(text, syntax);
    keep(digest, new Entry(parsed, text.length()));
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

  private void keep(String digest, Entry entry) {
    synchronized (entries) {
      if (entries.putIfAbsent(digest, entry) != null) {
        return;
      }
      characters += entry.characters();
      Iterator<Entry> oldest = entries.values().iterator();
      while (entries.size() > MAX_ENTRIES || characters > MAX_CHARACTERS) {
        characters -= oldest.next().characters();
        oldest.remove();
      }
    }
  }

  private static String digest(String text, TemplateSyntax syntax) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(syntax.toString().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      return Base64.getEncoder()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
