package dev.callboard.catalog.rest.locations;

import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.store.Location;
import dev.callboard.platform.error.PortalException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;

/** Applies a predicate to locations instead of entities. */
final class LocationFilter {
  private LocationFilter() {}

  /**
   * Returns the filter for locations.
   *
   * @throws PortalException with code {@code INPUT} when it speaks of a field they do not have
   */
  static Predicate<Location> of(EntityFilter filter) {
    if (filter instanceof EntityFilter.AllOf all) {
      List<Predicate<Location>> each = each(all.filters());
      return location -> each.stream().allMatch(one -> one.test(location));
    }
    if (filter instanceof EntityFilter.AnyOf any) {
      List<Predicate<Location>> each = each(any.filters());
      return location -> each.stream().anyMatch(one -> one.test(location));
    }
    if (filter instanceof EntityFilter.Not not) {
      return of(not.filter()).negate();
    }
    if (filter instanceof EntityFilter.Equals equals) {
      Function<Location, String> field = field(equals.key());
      return location -> equals.values().contains(field.apply(location));
    }
    if (filter instanceof EntityFilter.StartsWith prefix) {
      Function<Location, String> field = field(prefix.key());
      return location -> field.apply(location).startsWith(prefix.prefix());
    }
    if (filter instanceof EntityFilter.Exists exists) {
      field(exists.key());
      return location -> true;
    }
    throw PortalException.input("Invalid query: locations have no full text");
  }

  private static List<Predicate<Location>> each(List<EntityFilter> filters) {
    return filters.stream().map(LocationFilter::of).toList();
  }

  private static Function<Location, String> field(String key) {
    Function<Location, String> field =
        switch (key) {
          case "id" -> Location::id;
          case "type" -> Location::type;
          case "target" -> Location::target;
          default ->
              throw PortalException.input(
                  "Invalid query: locations have id, type and target, not '" + key + "'");
        };
    return field.andThen(value -> value.toLowerCase(Locale.ROOT));
  }
}
