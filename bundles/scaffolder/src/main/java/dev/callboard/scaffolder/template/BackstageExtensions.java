package dev.callboard.scaffolder.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The filters that Backstage's scaffolder adds to the language. */
public final class BackstageExtensions implements TemplateExtensions {
  private static final Pattern REF = Pattern.compile("(?:([^:/]+):)?(?:([^:/]+)/)?([^:/]+)");
  private static final Pattern STEP = Pattern.compile("[^.\\[\\]\"']+");

  private final Map<String, TemplateFunction> filters;

  /** Takes who knows the source hosts. */
  public BackstageExtensions(RepoHosts hosts) {
    RepoUrls urls = new RepoUrls(hosts);
    this.filters =
        Map.of(
            "parseRepoUrl",
            arguments -> urls.parse(text(arguments)),
            "projectSlug",
            arguments -> slug(urls.parse(text(arguments))),
            "parseEntityRef",
            BackstageExtensions::entityRef,
            "pick",
            BackstageExtensions::pick);
  }

  @Override
  public Optional<TemplateFunction> filter(String name) {
    return Optional.ofNullable(filters.get(name));
  }

  @Override
  public Map<String, Object> globals() {
    return Map.of();
  }

  /**
   * The functions that only the condition of a step has: {@code always()}, which is true, and
   * {@code failure()}, which tells whether an earlier step has failed.
   */
  public static Map<String, Object> statusFunctions(boolean hasFailed) {
    TemplateFunction always = arguments -> true;
    TemplateFunction failure = arguments -> hasFailed;
    return Map.of("always", always, "failure", failure);
  }

  private static Object argument(List<?> arguments, int index) {
    return index < arguments.size() ? arguments.get(index) : null;
  }

  private static String text(List<?> arguments) {
    if (argument(arguments, 0) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("a repository URL is expected");
  }

  private static String slug(Map<String, Object> parts) {
    return parts.get("owner") + "/" + parts.get("repo");
  }

  private static Map<String, Object> entityRef(List<?> arguments) {
    Object value = argument(arguments, 0);
    Map<?, ?> defaults = argument(arguments, 1) instanceof Map<?, ?> map ? map : Map.of();
    if (value instanceof Map<?, ?> ref) {
      return ref(ref.get("kind"), ref.get("namespace"), ref.get("name"), defaults);
    }
    Matcher matcher = REF.matcher(String.valueOf(value));
    if (!(value instanceof String) || !matcher.matches()) {
      throw new IllegalArgumentException(
          "Entity reference \"" + value + "\" was not on the form [<kind>:][<namespace>/]<name>");
    }
    return ref(matcher.group(1), matcher.group(2), matcher.group(3), defaults);
  }

  private static Map<String, Object> ref(
      Object kind, Object namespace, Object name, Map<?, ?> defaults) {
    Object realKind = kind == null ? defaults.get("defaultKind") : kind;
    if (realKind == null || name == null) {
      String missing = realKind == null ? "kind" : "name";
      throw new IllegalArgumentException("Entity reference had missing or empty " + missing);
    }
    Object given = namespace == null ? defaults.get("defaultNamespace") : namespace;
    Map<String, Object> ref = new LinkedHashMap<>();
    ref.put("kind", realKind);
    ref.put("namespace", given == null ? "default" : given);
    ref.put("name", name);
    return ref;
  }

  /** A member by path: {@code a.b[0].c}. */
  private static Object pick(List<?> arguments) {
    Object value = argument(arguments, 0);
    Object path = argument(arguments, 1);
    if (value instanceof Map<?, ?> map && map.containsKey(path)) {
      return map.get(path);
    }
    Matcher steps = STEP.matcher(String.valueOf(path));
    while (value != null && steps.find()) {
      value = member(value, steps.group());
    }
    return value;
  }

  private static Object member(Object value, String name) {
    if (value instanceof Map<?, ?> map) {
      return map.get(name);
    }
    if (value instanceof List<?> list && name.matches("\\d{1,9}")) {
      int index = Integer.parseInt(name);
      return index < list.size() ? list.get(index) : null;
    }
    return null;
  }
}
