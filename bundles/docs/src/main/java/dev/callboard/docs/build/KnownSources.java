package dev.callboard.docs.build;

import dev.callboard.catalog.api.EntityRef;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.osgi.service.component.annotations.Component;

/**
 * Where the sources of each entity's documentation are. Of the entities themselves nothing is kept:
 * a catalog can have many, and they are large. Thread-safe; no method blocks.
 */
@Component(service = KnownSources.class)
public final class KnownSources {
  private final Map<EntityRef, Known> known = new ConcurrentHashMap<>();

  /** What is known of an entity; a build is due when it is another. A wrong location is null. */
  private record Known(String etag, DocsLocations.Location location) {}

  /** Takes a note; returns whether it says something new. */
  boolean note(EntityRef ref, String etag, DocsLocations.Location location) {
    Known now = new Known(etag, location);
    return !now.equals(known.put(ref, now));
  }

  /** Returns whether it was known until now. */
  boolean forget(EntityRef ref) {
    return known.remove(ref) != null;
  }

  boolean has(EntityRef ref) {
    return known.containsKey(ref);
  }

  /** Returns a copy of the references. */
  Set<EntityRef> refs() {
    return new HashSet<>(known.keySet());
  }

  /** Gives each entity whose sources are at a host. */
  void forEachRemote(BiConsumer<EntityRef, DocsLocations.Location> each) {
    known.forEach(
        (ref, entry) -> {
          if (entry.location() != null && !entry.location().isLocal()) {
            each.accept(ref, entry.location());
          }
        });
  }
}
