package dev.callboard.catalog.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The formats of the fields that every entity has, as Backstage's descriptor format has them. */
final class FieldRules {
  private static final String VALID_PREFIX = "a valid prefix and/or suffix";
  private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
  private static final Pattern KIND = Pattern.compile("[a-zA-Z][a-z0-9A-Z]*");
  private static final Pattern SUFFIX = Pattern.compile("[A-Za-z0-9]+");
  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]+(?:-+[a-z0-9]+)*");
  private static final Pattern TAG = Pattern.compile("[a-z0-9:+#]+(-[a-z0-9:+#]+)*");
  private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):(.*)");
  private static final Set<String> LINK_SCHEMES = Set.of("http", "https", "mailto");
  private static final Set<String> URL_ANNOTATIONS =
      Set.of("backstage.io/view-url", "backstage.io/edit-url");

  private final List<Problem> problems = new ArrayList<>();

  private FieldRules() {}

  /** Returns what is wrong with the formats; fields of a wrong type are left to the schema. */
  static List<Problem> check(Map<String, Object> entity) {
    FieldRules rules = new FieldRules();
    rules.text(
        "apiVersion",
        "/apiVersion",
        entity.get("apiVersion"),
        FieldRules::isApiVersion,
        "a valid prefix and/or suffix");
    rules.text(
        "kind",
        "/kind",
        entity.get("kind"),
        value -> fits(KIND, value, 63),
        "a string that is a sequence of [a-zA-Z][a-z0-9A-Z], at most 63 characters in total");
    if (entity.get("metadata") instanceof Map<?, ?> metadata) {
      rules.metadata(metadata);
    }
    return rules.problems;
  }

  private void metadata(Map<?, ?> metadata) {
    text(
        "metadata.name",
        "/metadata/name",
        metadata.get("name"),
        FieldRules::isName,
        "a string that is sequences of [a-zA-Z0-9] separated by any of [-_.], at most 63"
            + " characters in total");
    text(
        "metadata.namespace",
        "/metadata/namespace",
        metadata.get("namespace"),
        value -> fits(DNS_LABEL, value, 63),
        "a string that is sequences of [a-z0-9] separated by [-], at most 63 characters in total");
    keys("labels", metadata.get("labels"));
    keys("annotations", metadata.get("annotations"));
    if (metadata.get("labels") instanceof Map<?, ?> labels) {
      labels.forEach(
          (key, value) ->
              text(
                  "labels." + key,
                  "/metadata/labels" + Problem.step(key),
                  value,
                  label -> label.isEmpty() || isName(label),
                  "a string that is sequences of [a-zA-Z0-9] separated by any of [-_.], at most"
                      + " 63 characters in total"));
    }
    if (metadata.get("annotations") instanceof Map<?, ?> annotations) {
      annotations(annotations);
    }
    each("tags", metadata.get("tags"), this::tag);
    each("links", metadata.get("links"), this::link);
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

  private void keys(String field, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return;
    }
    map.keySet()
        .forEach(
            key ->
                text(
                    field + "." + key,
                    "/metadata/" + field + Problem.step(key),
                    key,
                    FieldRules::isPrefixed,
                    VALID_PREFIX));
  }

  private void tag(String field, String pointer, Object value) {
    text(
        field,
        pointer,
        value,
        tag -> fits(TAG, tag, 63),
        "a string that is sequences of [a-z0-9+#] separated by [-], at most 63 characters in"
            + " total");
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

  private static boolean isName(String value) {
    return fits(NAME, value, 63);
  }

  private static boolean fits(Pattern pattern, String value, int max) {
    return !value.isEmpty() && value.length() <= max && pattern.matcher(value).matches();
  }

  private static boolean isApiVersion(String value) {
    int slash = value.indexOf('/');
    return (slash < 0 || isSubdomain(value.substring(0, slash)))
        && fits(SUFFIX, value.substring(slash + 1), 63);
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
      if (!fits(DNS_LABEL, label, 63)) {
        return false;
      }
    }
    return true;
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
