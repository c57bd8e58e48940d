package dev.callboard.catalog.model;

import dev.callboard.catalog.spi.FieldFormat;
import dev.callboard.catalog.spi.FieldFormat.Field;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Which values the fields may have that every entity has: as Backstage's descriptor format says,
 * unless a plugin says otherwise. Thread-safe.
 */
public final class FieldFormats {
  /** The formats of the descriptor format. */
  public static final FieldFormats STANDARD = new FieldFormats(List.of());

  private static final int MOST = 63;
  private static final String PREFIXED = "a valid prefix and/or suffix";

  /**
   * What one field may be.
   *
   * @param valid whether a value is right
   * @param expectation what would be right
   */
  record Format(Predicate<String> valid, String expectation) {}

  private final Map<Field, Format> formats = new EnumMap<>(Field.class);

  /**
   * Creates the formats.
   *
   * @param overrides what plugins say; of two for one field the first counts
   */
  public FieldFormats(List<FieldFormat> overrides) {
    for (Field field : Field.values()) {
      formats.put(field, standard(field));
    }
    for (int i = overrides.size() - 1; i >= 0; i--) {
      FieldFormat override = overrides.get(i);
      formats.put(
          override.field(), new Format(value -> isValid(override, value), override.expectation()));
    }
  }

  private static boolean isValid(FieldFormat format, String value) {
    try {
      return format.isValid(value);
    } catch (RuntimeException e) {
      return false;
    }
  }

  Format of(Field field) {
    return formats.get(field);
  }

  private static Format standard(Field field) {
    return switch (field) {
      case API_VERSION -> new Format(FieldFormats::isApiVersion, PREFIXED);
      case KIND ->
          new Format(
              FieldFormats::isKind,
              "a string that is a sequence of [a-zA-Z][a-z0-9A-Z], at most 63 characters in total");
      case NAME ->
          new Format(
              FieldFormats::isName,
              "a string that is sequences of [a-zA-Z0-9] separated by any of [-_.], at most 63"
                  + " characters in total");
      case NAMESPACE ->
          new Format(
              FieldFormats::isLabel,
              "a string that is sequences of [a-z0-9] separated by [-], at most 63 characters in"
                  + " total");
      case LABEL_KEY, ANNOTATION_KEY -> new Format(FieldFormats::isPrefixed, PREFIXED);
      case LABEL_VALUE ->
          new Format(
              value -> value.isEmpty() || isName(value),
              "a string that is sequences of [a-zA-Z0-9] separated by any of [-_.], at most 63"
                  + " characters in total");
      case TAG ->
          new Format(
              FieldFormats::isTag,
              "a string that is sequences of [a-z0-9+#] separated by [-], at most 63 characters in"
                  + " total");
    };
  }

  /** Letters and digits, and between them {@code - _ .}. */
  private static boolean isName(String value) {
    if (!isShort(value)
        || !isAlphanumeric(value.charAt(0))
        || !isAlphanumeric(value.charAt(value.length() - 1))) {
      return false;
    }
    return consistsOf(value, c -> isAlphanumeric(c) || c == '-' || c == '_' || c == '.');
  }

  /** Letters, of which the first is one, and digits. */
  private static boolean isKind(String value) {
    return isShort(value)
        && !isDigit(value.charAt(0))
        && consistsOf(value, FieldFormats::isAlphanumeric);
  }

  /** Small letters and digits, and between them hyphens. */
  private static boolean isLabel(String value) {
    return isShort(value)
        && value.charAt(0) != '-'
        && value.charAt(value.length() - 1) != '-'
        && consistsOf(value, c -> isSmall(c) || c == '-');
  }

  /** Small letters, digits and {@code : + #}, and between them single hyphens. */
  private static boolean isTag(String value) {
    return isShort(value)
        && value.charAt(0) != '-'
        && value.charAt(value.length() - 1) != '-'
        && !value.contains("--")
        && consistsOf(value, c -> isSmall(c) || c == '-' || c == ':' || c == '+' || c == '#');
  }

  private static boolean isApiVersion(String value) {
    int slash = value.indexOf('/');
    String suffix = value.substring(slash + 1);
    return (slash < 0 || isSubdomain(value.substring(0, slash)))
        && isShort(suffix)
        && consistsOf(suffix, FieldFormats::isAlphanumeric);
  }

  private static boolean isPrefixed(String value) {
    int slash = value.indexOf('/');
    return (slash < 0 || isSubdomain(value.substring(0, slash)))
        && isName(value.substring(slash + 1));
  }

  private static boolean isSubdomain(String value) {
    if (value.isEmpty() || value.length() > 253) {
      return false;
    }
    for (String label : value.split("\\.", -1)) {
      if (!isLabel(label)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isShort(String value) {
    return !value.isEmpty() && value.length() <= MOST;
  }

  private static boolean consistsOf(String value, IntPredicate allowed) {
    for (int i = 0; i < value.length(); i++) {
      if (!allowed.test(value.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAlphanumeric(int c) {
    return isSmall(c) || (c >= 'A' && c <= 'Z');
  }

  private static boolean isSmall(int c) {
    return (c >= 'a' && c <= 'z') || isDigit(c);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
