package dev.callboard.catalog.discovery.table;

import dev.callboard.catalog.discovery.Values;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes an object of a row: texts may hold {@code {{ column }}}, {@code {{ a.b }}} for what lies
 * deeper, and {@code {{ column | filter }}}. A text that is nothing else takes the value with its
 * type, and is left out when there is none. Nothing in it can reach code. Immutable.
 */
final class RowTemplate {
  private static final Pattern PLACE =
      Pattern.compile("\\{\\{\\s*([^{}|]+?)\\s*(?:\\|\\s*([a-z]+)\\s*)?\\}\\}");
  private static final int LONGEST_NAME = 63;

  private final Object template;

  /**
   * Takes a template.
   *
   * @param where its key, for messages
   */
  RowTemplate(String where, Object template) {
    this.template = template;
    check(where, template);
  }

  private static void check(String where, Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, each) -> check(where + "." + name, each));
    } else if (value instanceof List<?> list) {
      list.forEach(each -> check(where + "[]", each));
    } else if (value instanceof String text) {
      Matcher place = PLACE.matcher(text);
      while (place.find()) {
        if (place.group(2) != null && !List.of("slug", "lower", "list").contains(place.group(2))) {
          throw PortalException.input(
              where + " names the filter '" + place.group(2) + "'; there are slug, lower and list");
        }
      }
    }
  }

  /** Returns the object for a row. */
  @SuppressWarnings("unchecked")
  Map<String, Object> object(Object row) {
    return (Map<String, Object>) value(template, row);
  }

  private static Object value(Object template, Object row) {
    if (template instanceof Map<?, ?> map) {
      Map<String, Object> object = new LinkedHashMap<>();
      map.forEach(
          (name, each) -> {
            Object value = value(each, row);
            if (value != null) {
              object.put((String) name, value);
            }
          });
      return object;
    }
    if (template instanceof List<?> list) {
      List<Object> values = new ArrayList<>();
      for (Object each : list) {
        Object value = value(each, row);
        if (value != null) {
          values.add(value);
        }
      }
      return values;
    }
    return template instanceof String text ? text(text, row) : template;
  }

  private static Object text(String template, Object row) {
    Matcher place = PLACE.matcher(template);
    if (place.matches()) {
      return found(place.group(1), place.group(2), row);
    }
    return place
        .reset()
        .replaceAll(
            match -> {
              Object value = found(match.group(1), match.group(2), row);
              return Matcher.quoteReplacement(value == null ? "" : String.valueOf(value));
            });
  }

  private static Object found(String path, String filter, Object row) {
    Object value = Values.at(row, path);
    if (value == null) {
      value = Values.at(row, path.split("\\."));
    }
    if (value == null || (value instanceof String text && text.isBlank())) {
      return null;
    }
    if (filter == null) {
      return value;
    }
    String text = String.valueOf(value).strip();
    return switch (filter) {
      case "lower" -> text.toLowerCase(Locale.ROOT);
      case "list" -> value instanceof List<?> ? value : List.of(text.split("\\s*[,;]\\s*"));
      default -> slug(text);
    };
  }

  private static String slug(String text) {
    String slug =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    return slug.substring(0, Math.min(LONGEST_NAME, slug.length())).replaceAll("-+$", "");
  }
}
