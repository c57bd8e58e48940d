package dev.callboard.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The way to a value, or in the reference to many: {@code catalog.locations[0].target} is one of
 * {@code catalog.locations[].target}, and {@code a.<id>} names any key below {@code a}.
 *
 * @param parts keys, and {@value #ITEM} for each item of a list
 */
record KeyPath(List<String> parts) {
  static final String ITEM = "[]";

  private static final Pattern WILDCARD = Pattern.compile("<[^>]+>|\\*");

  KeyPath {
    parts = List.copyOf(parts);
  }

  /** Reads a key as the reference writes it. */
  static KeyPath of(String key) {
    List<String> parts = new ArrayList<>();
    for (String part : key.split("\\.")) {
      boolean list = part.endsWith(ITEM);
      parts.add(list ? part.substring(0, part.length() - ITEM.length()) : part);
      if (list) {
        parts.add(ITEM);
      }
    }
    return new KeyPath(parts);
  }

  /** Returns whether this pattern names the value, or something that it is a part of. */
  boolean covers(KeyPath value) {
    if (parts.size() > value.parts.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      String actual = value.parts.get(i);
      boolean any = WILDCARD.matcher(part).matches() && !actual.equals(ITEM);
      if (!any && !part.equals(actual)) {
        return false;
      }
    }
    return true;
  }

  /** Returns what is left of a value below this pattern: its keys, without the items of lists. */
  List<String> below(KeyPath value) {
    return value.parts.subList(parts.size(), value.parts.size()).stream()
        .filter(part -> !part.equals(ITEM))
        .toList();
  }
}
