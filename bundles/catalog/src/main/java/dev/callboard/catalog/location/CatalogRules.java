package dev.callboard.catalog.location;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which kinds of entity may come from where, as {@code catalog.rules} and {@code
 * catalog.locations[].rules} say. An entity passes when one rule lets it. Immutable.
 */
public final class CatalogRules {
  /** A kind, and a {@code spec.type} when the rule is for that only. */
  private record Allow(String kind, Optional<String> specType) {
    boolean matches(Map<String, Object> entity) {
      Object type = entity.get("spec") instanceof Map<?, ?> spec ? spec.get("type") : null;
      return kind.equalsIgnoreCase(String.valueOf(entity.get("kind")))
          && (specType.isEmpty()
              || specType.get().equalsIgnoreCase(type == null ? "" : String.valueOf(type)));
    }
  }

  /** A place; a pattern is a glob in which {@code **} spans slashes. */
  private record Place(Optional<String> type, Optional<String> exact, Optional<String> pattern) {
    boolean matches(String locationType, String target) {
      if (type.isPresent() && !type.get().equals(locationType)) {
        return false;
      }
      if (exact.isPresent() && !exact.get().equals(target)) {
        return false;
      }
      return pattern.isEmpty()
          || FileSystems.getDefault()
              .getPathMatcher(
                  "glob:" + pattern.get().toLowerCase(Locale.ROOT).replaceAll("/+", "/"))
              .matches(Path.of(target.toLowerCase(Locale.ROOT)));
    }
  }

  private record Rule(List<Allow> allow, List<Place> places) {
    boolean matches(Map<String, Object> entity, String type, String target) {
      return allow.stream().anyMatch(each -> each.matches(entity))
          && (places.isEmpty() || places.stream().anyMatch(place -> place.matches(type, target)));
    }
  }

  /** Ends the message that tells that an entity is refused by the rules. */
  public static final String REFUSAL =
      "is not of an allowed kind for that location (see catalog.rules)";

  private static final Rule DEFAULT =
      new Rule(
          List.of(
              new Allow("Component", Optional.empty()),
              new Allow("API", Optional.empty()),
              new Allow("Location", Optional.empty())),
          List.of());

  private final List<Rule> rules;

  private CatalogRules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * Reads the rules.
   *
   * @throws PortalException with code {@code INPUT} that names the key that is wrong
   */
  public static CatalogRules of(Config config) {
    List<Rule> rules = new ArrayList<>();
    if (config.has("catalog.rules")) {
      for (Config rule : config.sections("catalog.rules")) {
        rules.add(rule(rule, places(rule)));
      }
    } else {
      rules.add(DEFAULT);
    }
    return new CatalogRules(rules);
  }

  /** Returns these rules and those that a configured location has for itself. */
  public CatalogRules with(Config location, String type, String target) {
    List<Rule> more = new ArrayList<>(rules);
    for (Config rule : location.sections("rules")) {
      more.add(
          rule(rule, List.of(new Place(Optional.of(type), Optional.of(target), Optional.empty()))));
    }
    return new CatalogRules(more);
  }

  /** Returns whether an entity may come from a location. */
  public boolean allows(Map<String, Object> entity, String originType, String originTarget) {
    return rules.stream().anyMatch(rule -> rule.matches(entity, originType, originTarget));
  }

  /** Returns each rule in words, such as {@code API, Group from url https://example.com/**}. */
  public List<String> describe() {
    return rules.stream()
        .map(
            rule ->
                String.join(", ", rule.allow.stream().map(CatalogRules::describe).toList())
                    + " from "
                    + (rule.places.isEmpty()
                        ? "everywhere"
                        : String.join(
                            " or ", rule.places.stream().map(CatalogRules::describe).toList())))
        .toList();
  }

  private static String describe(Allow allow) {
    return allow.kind + allow.specType.map(type -> " of type " + type).orElse("");
  }

  private static String describe(Place place) {
    return place.type.orElse("any") + " " + place.exact.or(() -> place.pattern).orElse("location");
  }

  /** Returns a text that is another one when the rules are. */
  public String fingerprint() {
    return Integer.toHexString(rules.toString().hashCode());
  }

  private static Rule rule(Config rule, List<Place> places) {
    List<Allow> allow = new ArrayList<>();
    Object value = rule.value("allow").orElse(List.of());
    for (Object each : value instanceof List<?> list ? list : List.of(value)) {
      if (each instanceof Map<?, ?> map && map.get("kind") != null) {
        Object type = map.get("spec.type");
        allow.add(
            new Allow(
                String.valueOf(map.get("kind")), Optional.ofNullable(type).map(String::valueOf)));
      } else {
        allow.add(new Allow(String.valueOf(each), Optional.empty()));
      }
    }
    return new Rule(allow, places);
  }

  private static List<Place> places(Config rule) {
    List<Place> places = new ArrayList<>();
    for (Config place : rule.sections("locations")) {
      if (place.has("exact") && place.has("pattern")) {
        throw PortalException.input(
            "catalog.rules: a location has both 'exact' and 'pattern'; give one of them"
                + place.origin("exact").map(origin -> " (" + origin + ")").orElse(""));
      }
      places.add(new Place(place.string("type"), place.string("exact"), place.string("pattern")));
    }
    return places;
  }
}
