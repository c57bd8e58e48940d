package dev.callboard.catalog.ingest;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.location.Root;
import dev.callboard.catalog.spi.DeferredEntity;
import dev.callboard.catalog.store.CatalogStore;
import dev.callboard.catalog.store.GivenEntities;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An entity of a provider, and where the provider says that it comes from. */
record ProvidedEntity(DeferredEntity deferred) {
  private static final String LOCATION = "backstage.io/managed-by-location";
  private static final String ORIGIN = "backstage.io/managed-by-origin-location";

  /**
   * Returns entities as a provider gave them, by the key of their source. Those are missing that
   * were stored before the catalog kept what it was given.
   */
  static Map<String, ProvidedEntity> stored(
      CatalogStore store, String rootKey, Set<String> sourceKeys) {
    Map<String, ProvidedEntity> found = new LinkedHashMap<>();
    store
        .read(connection -> GivenEntities.load(connection, rootKey, sourceKeys))
        .forEach(
            given -> {
              Entity entity = Entity.of(Json.objects("[" + given.json() + "]").get(0));
              Optional<String> owner = Optional.of(given.locationKey());
              found.put(given.sourceKey(), new ProvidedEntity(new DeferredEntity(entity, owner)));
            });
    return found;
  }

  /** Returns the key of its source within the provider's root. */
  static String key(String ref) {
    return "entity:" + ref;
  }

  String key() {
    return key(deferred.entity().ref().toString());
  }

  Map<String, Object> json() {
    return deferred.entity().json();
  }

  /** Returns who claims the reference: the location key, else the provider. */
  String owner(Root root) {
    return deferred.locationKey().or(this::ownLocation).orElse(root.ref());
  }

  /** Returns where the entity comes from: what the provider says of it, else who claims it. */
  String location(Root root) {
    return ownLocation().orElseGet(() -> owner(root));
  }

  private Optional<String> ownLocation() {
    return deferred.entity().annotation(LOCATION);
  }

  /** Returns the root as this entity sees it, whose location the rules judge it by. */
  Root root(Root root) {
    Optional<String> origin = deferred.entity().annotation(ORIGIN);
    if (origin.isEmpty()) {
      return root;
    }
    int colon = origin.get().indexOf(':');
    if (colon <= 0) {
      return root;
    }
    return new Root(
        root.key(),
        origin.get().substring(0, colon),
        origin.get().substring(colon + 1),
        false,
        root.rules(),
        Optional.empty());
  }

  String type() {
    return location()[0];
  }

  String target() {
    return location()[1];
  }

  private String[] location() {
    String location = ownLocation().orElse("");
    int colon = location.indexOf(':');
    return colon <= 0
        ? new String[] {"url", ""}
        : new String[] {location.substring(0, colon), location.substring(colon + 1)};
  }
}
