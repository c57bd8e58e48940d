package dev.callboard.catalog.model;

import dev.callboard.catalog.spi.FieldFormat;
import dev.callboard.catalog.spi.FieldFormat.Field;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which values the fields may have that every entity has: as Backstage's descriptor format says,
 * unless a plugin says otherwise. Thread-safe.
 */
public final class FieldFormats {
  /** The formats of the descriptor format. */
  public static final FieldFormats STANDARD = new FieldFormats(List.of());

  private static final int MOST = 63;
  private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
  private static final Pattern KIND = Pattern.compile("[a-zA-Z][a-z0-9A-Z]*");
  private static final Pattern SUFFIX = Pattern.compile("[A-Za-z0-9]+");
  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]+(?:-+[a-z0-9]+)*");
  private static final Pattern TAG = Pattern.compile("[a-z0-9:+#]+(-[a-z0-9:+#]+)*");
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
              value -> fits(KIND, value),
              "a string that is a sequence of [a-zA-Z][a-z0-9A-Z], at most 63 characters in total");
      case NAME ->
          new Format(
              FieldFormats::isName,
              "a string that is sequences of [a-zA-Z0-9] separated by any of [-_.], at most 63"
                  + " characters in total");
      case NAMESPACE ->
          new Format(
              value -> fits(DNS_LABEL, value),
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
              value -> fits(TAG, value),
              "a string that is sequences of [a-z0-9+#] separated by [-], at most 63 characters in"
                  + " total");
    };
  }

  private static boolean isName(String value) {
    return fits(NAME, value);
  }

  private static boolean fits(Pattern pattern, String value) {
    return !value.isEmpty() && value.length() <= MOST && pattern.matcher(value).matches();
  }

  private static boolean isApiVersion(String value) {
    int slash = value.indexOf('/');
    return (slash < 0 || isSubdomain(value.substring(0, slash)))
        && fits(SUFFIX, value.substring(slash + 1));
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
      if (!fits(DNS_LABEL, label)) {
        return false;
      }
    }
    return true;
  }
}
