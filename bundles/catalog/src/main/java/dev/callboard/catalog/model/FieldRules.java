package dev.callboard.catalog.model;

import dev.callboard.catalog.spi.FieldFormat.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The formats of the fields that every entity has, as Backstage's descriptor format has them. */
final class FieldRules {
  /** Besides the control characters. */
  private static final String LINE_ENDS = "\u0085\u2028\u2029";

  private static final Set<String> WEB_SCHEMES = Set.of("http", "https");
  private static final Set<String> LINK_SCHEMES = Set.of("http", "https", "mailto");
  private static final Set<String> URL_ANNOTATIONS =
      Set.of("backstage.io/view-url", "backstage.io/edit-url");

  private final List<Problem> problems = new ArrayList<>();
  private final FieldFormats formats;

  private FieldRules(FieldFormats formats) {
    this.formats = formats;
  }

  /**
   * Where a value stands.
   *
   * @param field as messages name it
   * @param pointer its JSON pointer
   */
  private record Place(String field, String pointer) {
    /** A member of what stands in {@code metadata}. */
    static Place of(String parent, Object key) {
      return new Place(parent + "." + key, "/metadata/" + parent + Problem.step(key));
    }
  }

  /** Returns what is wrong with the formats; fields of a wrong type are left to the schema. */
  static List<Problem> check(Map<String, Object> entity, FieldFormats formats) {
    FieldRules rules = new FieldRules(formats);
    rules.format(
        Field.API_VERSION, entity.get("apiVersion"), () -> new Place("apiVersion", "/apiVersion"));
    rules.format(Field.KIND, entity.get("kind"), () -> new Place("kind", "/kind"));
    if (entity.get("metadata") instanceof Map<?, ?> metadata) {
      rules.metadata(metadata);
    }
    return rules.problems;
  }

  private void metadata(Map<?, ?> metadata) {
    format(Field.NAME, metadata.get("name"), () -> new Place("metadata.name", "/metadata/name"));
    format(
        Field.NAMESPACE,
        metadata.get("namespace"),
        () -> new Place("metadata.namespace", "/metadata/namespace"));
    keys(Field.LABEL_KEY, "labels", metadata.get("labels"));
    keys(Field.ANNOTATION_KEY, "annotations", metadata.get("annotations"));
    if (metadata.get("labels") instanceof Map<?, ?> labels) {
      labels.forEach(
          (key, value) -> format(Field.LABEL_VALUE, value, () -> Place.of("labels", key)));
    }
    if (metadata.get("annotations") instanceof Map<?, ?> annotations) {
      annotations(annotations);
    }
    each(metadata.get("tags"), (i, tag) -> format(Field.TAG, tag, () -> Place.of("tags", i)));
    each(metadata.get("links"), this::link);
  }

  private void format(Field format, Object value, Supplier<Place> place) {
    FieldFormats.Format rule = formats.of(format);
    text(value, rule.valid(), place, rule.expectation());
  }

  private void annotations(Map<?, ?> annotations) {
    for (String key : URL_ANNOTATIONS) {
      text(
          annotations.get(key),
          value -> isUrl(value, WEB_SCHEMES),
          () -> Place.of("annotations", key),
          "a valid http(s) URL");
    }
    text(
        annotations.get("backstage.io/source-location"),
        value -> !value.startsWith("url:") || isUrl(value.substring(4), WEB_SCHEMES),
        () -> Place.of("annotations", "backstage.io/source-location"),
        "a location such as url:https://host/path/");
  }

  private void keys(Field format, String field, Object value) {
    if (value instanceof Map<?, ?> map) {
      map.keySet().forEach(key -> format(format, key, () -> Place.of(field, key)));
    }
  }

  private void link(Integer index, Object value) {
    if (value instanceof Map<?, ?> link) {
      text(
          link.get("url"),
          url -> isUrl(url, LINK_SCHEMES),
          () -> new Place("links." + index + ".url", "/metadata/links/" + index + "/url"),
          "a valid url of scheme http, https or mailto");
    }
  }

  private static void each(Object value, BiConsumer<Integer, Object> item) {
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        item.accept(i, list.get(i));
      }
    }
  }

  /** Where a value stands is only asked when it is wrong: that is rare, and texts cost time. */
  private void text(
      Object value, Predicate<String> valid, Supplier<Place> place, String expectation) {
    if (value instanceof String text && !valid.test(text)) {
      Place at = place.get();
      problems.add(
          new Problem(
              Stage.POLICY,
              at.pointer(),
              "\""
                  + at.field()
                  + "\" is not valid; expected "
                  + expectation
                  + " but found \""
                  + abbreviate(text)
                  + "\""));
    }
  }

  private static String abbreviate(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  /** Browsers drop control characters and spaces in front of a scheme, so they are refused here. */
  private static boolean isUrl(String value, Set<String> schemes) {
    if (hasControl(value)) {
      return false;
    }
    String url = value.strip();
    int colon = url.indexOf(':');
    String scheme = url.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
    if (!schemes.contains(scheme) || LINE_ENDS.chars().anyMatch(c -> url.indexOf(c) >= 0)) {
      return false;
    }
    String rest = url.substring(colon + 1);
    return scheme.equals("mailto")
        ? !rest.isEmpty()
        : rest.length() > 2 && rest.startsWith("//") && "/?#\\".indexOf(rest.charAt(2)) < 0;
  }

  private static boolean hasControl(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < 0x20 || value.charAt(i) == 0x7F) {
        return true;
      }
    }
    return false;
  }
}
