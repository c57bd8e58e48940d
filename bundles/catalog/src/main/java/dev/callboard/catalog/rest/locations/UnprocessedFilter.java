package dev.callboard.catalog.rest.locations;

import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Which entities are asked for; null asks for all.
 *
 * @param owner {@code spec.owner} exactly as it is written
 * @param kind the kind in any case
 * @param search a text that has to be part of the reference, the file or an error, in any case
 */
record UnprocessedFilter(String owner, String kind, String search)
    implements Predicate<UnprocessedEntity> {
  static UnprocessedFilter of(UriInfo uri) {
    return new UnprocessedFilter(
        Input.parameter(uri, "owner"),
        Input.parameter(uri, "kind"),
        Input.parameter(uri, "search"));
  }

  @Override
  public boolean test(UnprocessedEntity entity) {
    return (owner == null || owner.equals(entity.spec("owner")))
        && (kind == null || entity.row().ref().startsWith(lower(kind) + ":"))
        && (search == null
            || entity.texts().stream().anyMatch(text -> lower(text).contains(lower(search))));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
