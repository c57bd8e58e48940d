package dev.callboard.scaffolder.secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Takes secrets out of texts, also where they were written in another way: in another case,
 * backwards, encoded, or with something between their characters. Thread-safe.
 */
public final class Redactor {
  /** What stands in place of a secret. */
  public static final String STARS = "***";

  /** Shorter ones are in half of all texts; whoever has such a secret has none. */
  private static final int SHORTEST = 2;

  /** From here on characters in between do not hide it. */
  private static final int SHORTEST_SPREAD = 6;

  private final List<SecretForms> secrets = new CopyOnWriteArrayList<>();

  /** Adds secrets; those that are too short to be one are passed over. */
  public void addAll(Collection<String> texts) {
    texts.forEach(this::add);
  }

  /** Adds a secret. */
  public void add(String text) {
    String secret = text.strip();
    if (secret.length() >= SHORTEST && secrets.stream().noneMatch(s -> s.isOf(secret))) {
      secrets.add(new SecretForms(secret, SHORTEST_SPREAD));
    }
  }

  /** Returns whether there is anything to take out. */
  public boolean isEmpty() {
    return secrets.isEmpty();
  }

  /** Returns a text without secrets. */
  public String redact(String text) {
    if (secrets.isEmpty() || text.isEmpty()) {
      return text;
    }
    boolean[] hidden = new boolean[text.length()];
    boolean found = false;
    SpreadText spread = new SpreadText(text);
    for (SecretForms secret : secrets) {
      found |= secret.mark(text, spread, hidden);
    }
    return found ? starred(text, hidden) : text;
  }

  /** Returns the content of a file without secrets; one that is no text is stars, if it has any. */
  public byte[] redact(byte[] content) {
    if (secrets.isEmpty()) {
      return content;
    }
    String text = new String(content, StandardCharsets.UTF_8);
    String shown = redact(text);
    if (shown.equals(text)) {
      return content;
    }
    boolean isText = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), content);
    return (isText ? shown : STARS).getBytes(StandardCharsets.UTF_8);
  }

  private static String starred(String text, boolean[] hidden) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (!hidden[i]) {
        shown.append(text.charAt(i));
      } else if (i == 0 || !hidden[i - 1]) {
        shown.append(STARS);
      }
    }
    return shown.toString();
  }

  /** Returns a JSON value without secrets, in keys neither. */
  public Object redact(Object json) {
    if (json instanceof String text) {
      return redact(text);
    }
    if (json instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(each -> copy.add(redact(each)));
      return copy;
    }
    if (json instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, value) -> copy.put(redact(String.valueOf(key)), redact(value)));
      return copy;
    }
    return json instanceof Number ? number(json) : json;
  }

  private Object number(Object number) {
    return redact(number.toString()).equals(number.toString()) ? number : STARS;
  }

  /** Returns whether a JSON value holds a secret. */
  public boolean holds(Object json) {
    return !secrets.isEmpty() && !String.valueOf(redact(json)).equals(String.valueOf(json));
  }
}
