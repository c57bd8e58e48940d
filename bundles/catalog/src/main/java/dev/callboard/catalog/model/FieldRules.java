package dev.callboard.catalog.model;

import dev.callboard.catalog.spi.FieldFormat.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The formats of the fields that every entity has, as Backstage's descriptor format has them. */
final class FieldRules {
  private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):(.*)");
  private static final Set<String> LINK_SCHEMES = Set.of("http", "https", "mailto");
  private static final Set<String> URL_ANNOTATIONS =
      Set.of("backstage.io/view-url", "backstage.io/edit-url");

  private final List<Problem> problems = new ArrayList<>();
  private final FieldFormats formats;

  private FieldRules(FieldFormats formats) {
    this.formats = formats;
  }

  /** Returns what is wrong with the formats; fields of a wrong type are left to the schema. */
  static List<Problem> check(Map<String, Object> entity, FieldFormats formats) {
    FieldRules rules = new FieldRules(formats);
    rules.format(Field.API_VERSION, "apiVersion", "/apiVersion", entity.get("apiVersion"));
    rules.format(Field.KIND, "kind", "/kind", entity.get("kind"));
    if (entity.get("metadata") instanceof Map<?, ?> metadata) {
      rules.metadata(metadata);
    }
    return rules.problems;
  }

  private void metadata(Map<?, ?> metadata) {
    format(Field.NAME, "metadata.name", "/metadata/name", metadata.get("name"));
    format(Field.NAMESPACE, "metadata.namespace", "/metadata/namespace", metadata.get("namespace"));
    keys(Field.LABEL_KEY, "labels", metadata.get("labels"));
    keys(Field.ANNOTATION_KEY, "annotations", metadata.get("annotations"));
    if (metadata.get("labels") instanceof Map<?, ?> labels) {
      labels.forEach(
          (key, value) ->
              format(
                  Field.LABEL_VALUE,
                  "labels." + key,
                  "/metadata/labels" + Problem.step(key),
                  value));
    }
    if (metadata.get("annotations") instanceof Map<?, ?> annotations) {
      annotations(annotations);
    }
    each(
        "tags",
        metadata.get("tags"),
        (field, pointer, value) -> format(Field.TAG, field, pointer, value));
    each("links", metadata.get("links"), this::link);
  }

  private void format(Field format, String field, String pointer, Object value) {
    FieldFormats.Format rule = formats.of(format);
    text(field, pointer, value, rule.valid(), rule.expectation());
  }

  private void annotations(Map<?, ?> annotations) {
    for (String key : URL_ANNOTATIONS) {
      text(
          "annotations." + key,
          "/metadata/annotations" + Problem.step(key),
          annotations.get(key),
          value -> isUrl(value, Set.of("http", "https")),
          "a valid http(s) URL");
    }
    text(
        "annotations.backstage.io/source-location",
        "/metadata/annotations/backstage.io~1source-location",
        annotations.get("backstage.io/source-location"),
        value -> !value.startsWith("url:") || isUrl(value.substring(4), Set.of("http", "https")),
        "a location such as url:https://host/path/");
  }

  private void keys(Field format, String field, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return;
    }
    map.keySet()
        .forEach(
            key ->
                format(format, field + "." + key, "/metadata/" + field + Problem.step(key), key));
  }

  private void link(String field, String pointer, Object value) {
    if (value instanceof Map<?, ?> link) {
      text(
          field + ".url",
          pointer + "/url",
          link.get("url"),
          url -> isUrl(url, LINK_SCHEMES),
          "a valid url of scheme http, https or mailto");
    }
  }

  private interface Item {
    void check(String field, String pointer, Object value);
  }

  private static void each(String field, Object value, Item item) {
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        item.check(field + "." + i, "/metadata/" + field + "/" + i, list.get(i));
      }
    }
  }

  private void text(
      String field, String pointer, Object value, Predicate<String> valid, String expectation) {
    if (value instanceof String text && !valid.test(text)) {
      problems.add(
          new Problem(
              Stage.POLICY,
              pointer,
              "\""
                  + field
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
    if (value.chars().anyMatch(c -> c < 0x20 || c == 0x7F)) {
      return false;
    }
    var matcher = SCHEME.matcher(value.strip());
    if (!matcher.matches()) {
      return false;
    }
    String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
    String rest = matcher.group(2);
    return schemes.contains(scheme)
        && (scheme.equals("mailto") ? !rest.isEmpty() : rest.matches("//[^/?#\\\\].*"));
  }
}
