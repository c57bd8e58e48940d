package dev.callboard.docs.search;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityChange;
import dev.callboard.catalog.api.EntityChanges;
import dev.callboard.catalog.api.EntityFeed;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.docs.api.DocsFile;
import dev.callboard.docs.build.DocsLocations;
import dev.callboard.docs.build.SiteBuilds;
import dev.callboard.docs.storage.Sites;
import dev.callboard.platform.events.Event;
import dev.callboard.platform.events.EventSubscriber;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Permission;
import dev.callboard.search.spi.DocumentCollator;
import dev.callboard.search.spi.DocumentSink;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Brings the pages of published sites, and follows both the catalog and what is published. What
 * another server publishes is seen when sites are looked through, at the usual interval.
 */
@Component(service = {DocumentCollator.class, EventSubscriber.class})
public final class PageCollator implements DocumentCollator, EventSubscriber {
  private static final int BATCH = 500;
  private static final String INDEX = "search/search_index.json";

  private final EntityFeed feed;
  private final CatalogService catalog;
  private final Sites sites;
  private final PortalPrincipal self;
  private final Publications publications = new Publications();
  private final List<Runnable> wakes = new CopyOnWriteArrayList<>();
  private volatile long looked = System.nanoTime();

  /** Called by the framework. */
  @Activate
  public PageCollator(
      @Reference EntityFeed feed,
      @Reference CatalogService catalog,
      @Reference Sites sites,
      @Reference IdentityService identities) {
    this.feed = requireNonNull(feed, "feed is null");
    this.catalog = requireNonNull(catalog, "catalog is null");
    this.sites = requireNonNull(sites, "sites is null");
    this.self = identities.system("techdocs");
  }

  @Override
  public String type() {
    return "techdocs";
  }

  @Override
  public Optional<Permission> visibilityPermission() {
    return Optional.of(Permission.resource("catalog.entity.read", "read", "catalog-entity"));
  }

  @Override
  public Optional<String> readAll(DocumentSink sink) {
    long reached = publications.reached();
    looked = System.nanoTime();
    String position = feed.readAll(entity -> readOne(entity, sink));
    return Optional.of(publications.position(reached, position));
  }

  @Override
  public Optional<String> readChanges(String position, DocumentSink sink) {
    Optional<Publications.Position> known = publications.read(position);
    Optional<EntityChanges> next = known.flatMap(each -> feed.after(each.feed(), BATCH));
    if (next.isEmpty()) {
      return Optional.empty();
    }
    if (System.nanoTime() - looked >= interval().toNanos()) {
      looked = System.nanoTime();
      publications.look(ref -> tag(EntityRef.parse(ref)));
    }
    for (EntityChange change : next.get().changes()) {
      replace(change.ref(), change.entity(), sink);
    }
    long reached = publications.reached();
    for (String ref : publications.since(known.get().publication(), reached)) {
      replace(ref, catalog.byRef(EntityRef.parse(ref), self), sink);
    }
    return Optional.of(publications.position(reached, next.get().position()));
  }

  private void readOne(Entity entity, DocumentSink sink) {
    if (isDocumented(entity)) {
      put(entity, sink);
    }
  }

  private void replace(String ref, Optional<Entity> entity, DocumentSink sink) {
    Optional<Entity> documented = entity.filter(PageCollator::isDocumented);
    if (documented.isEmpty() && !publications.knows(ref)) {
      return;
    }
    sink.removeGroup(ref);
    if (documented.isEmpty()) {
      publications.remember(ref, tag(EntityRef.parse(ref)));
    }
    documented.ifPresent(each -> put(each, sink));
  }

  private static boolean isDocumented(Entity entity) {
    return entity.annotation(DocsLocations.ANNOTATION).isPresent();
  }

  private void put(Entity entity, DocumentSink sink) {
    // The tag is taken first: what is published in between is taken again, not missed.
    publications.remember(entity.ref().toString(), tag(entity.ref()));
    String site = sites.name(entity.ref());
    sites
        .json(site, INDEX)
        .ifPresent(index -> PageDocuments.of(entity, site, index).forEach(sink::put));
  }

  private String tag(EntityRef ref) {
    return sites.file(sites.name(ref), Sites.METADATA).map(DocsFile::tag).orElse("");
  }

  @Override
  public AutoCloseable onChange(Runnable wake) {
    wakes.add(wake);
    AutoCloseable following = feed.onChange(wake);
    return () -> {
      wakes.remove(wake);
      following.close();
    };
  }

  @Override
  public Set<String> topics() {
    return Set.of(SiteBuilds.PUBLISHED);
  }

  @Override
  public void onEvent(Event event) {
    if (event.payload().get("entityRef") instanceof String ref) {
      publications.published(ref);
      wakes.forEach(Runnable::run);
    }
  }
}
