package dev.callboard.docs.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.catalog.api.Entity;
import dev.callboard.docs.api.DocsPublication;
import dev.callboard.docs.build.DocsLocations.Location;
import dev.callboard.docs.diagrams.DiagramDrawer;
import dev.callboard.docs.site.BuiltSite;
import dev.callboard.docs.site.Digests;
import dev.callboard.docs.site.LastChange;
import dev.callboard.docs.site.PageCache;
import dev.callboard.docs.site.SiteBuilder;
import dev.callboard.docs.site.SiteOutput;
import dev.callboard.docs.site.SiteRequest;
import dev.callboard.docs.storage.Sites;
import dev.callboard.integrations.api.SourceChange;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.events.Event;
import dev.callboard.platform.events.EventService;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Prepares, generates and publishes a site. Thread-safe; blocks. */
final class SiteBuild {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long CACHE = 64L << 20;

  private final Sites sites;
  private final SiteSources sources;
  private final EventService events;
  private final DiagramDrawer diagrams;
  private final ConfigService config;
  private final TaskExecutor tasks;
  private final Map<String, Map<String, String>> watched = new ConcurrentHashMap<>();
  private final VersionBuilds versions;
  private final SourceFolders folders = new SourceFolders();
  private SiteBuilder builder;

  SiteBuild(
      ConfigService config,
      TaskExecutor tasks,
      Sites sites,
      SiteSources sources,
      DiagramDrawer diagrams,
      EventService events) {
    this.config = config;
    this.tasks = tasks;
    this.sites = sites;
    this.sources = sources;
    this.versions = new VersionBuilds(sites, sources);
    this.diagrams = diagrams;
    this.events = events;
  }

  /** Made when the first site is built: engine and tables of names cost a start nothing. */
  private synchronized SiteBuilder builder() {
    if (builder == null) {
      builder =
          new SiteBuilder(
              new PageCache(config.current().bytes("techdocs.build.cacheSize").orElse(CACHE)),
              new HelpedWorkers(tasks, threads()));
    }
    return builder;
  }

  private int threads() {
    long processors = Runtime.getRuntime().availableProcessors();
    return config.current().number("techdocs.build.threads").orElse(processors).intValue();
  }

  Map<String, String> watched(String site) {
    return watched.getOrDefault(site, Map.of());
  }

  /** Returns whether a site may be made of one of the paths of its tree. */
  boolean concerns(String site, List<String> paths) {
    return folders.concern(site, paths);
  }

  void forget(String site) {
    watched.remove(site);
    folders.forget(site);
  }

  /**
   * What to build.
   *
   * @param asOf when its sources are known to have been changed, or null
   */
  record Order(Entity entity, String site, Location location, Instant asOf) {}

  /** Returns whether there is something new. */
  boolean run(Order order, BuildLog log, BuildSettings settings) throws IOException {
    boolean updated = runDefault(order, log, settings);
    try {
      versions.follow(
          order.entity(),
          order.site(),
          order.location(),
          log,
          settings.versions(),
          generator(order.entity(), log, settings));
    } catch (IOException | PortalException e) {
      // what readers see first is there all the same
      log.add("warning: The versions were not looked at: " + e.getMessage());
    }
    return updated;
  }

  private VersionBuilds.Generator generator(Entity entity, BuildLog log, BuildSettings settings) {
    return new VersionBuilds.Generator() {
      @Override
      public boolean isBuilt(String site, String commit) {
        Map<String, Object> manifest = sites.json(site, Sites.MANIFEST).orElse(Map.of());
        return commit.equals(manifest.get("etag")) && same(manifest, settings);
      }

      @Override
      public void generate(String site, SiteSources.Prepared prepared) throws IOException {
        SiteBuild.this.generate(entity, site, prepared, Map.of(), log, settings);
      }
    };
  }

  void removeVersions(String site) throws IOException {
    versions.remove(site);
  }

  private boolean runDefault(Order order, BuildLog log, BuildSettings settings) throws IOException {
    Entity entity = order.entity();
    String site = order.site();
    Location location = order.location();
    log.add("info: Step 1 of 3: Preparing docs for entity " + entity.ref());
    Map<String, Object> before = sites.json(site, Sites.MANIFEST).orElse(Map.of());
    String etag = before.get("etag") instanceof String text && same(before, settings) ? text : null;
    try (SiteSources.Prepared prepared =
        sources.open(location, etag, order.asOf(), settings.historyCommits())) {
      if (prepared.directory().isEmpty()) {
        return false;
      }
      Map<String, String> stamps = new LinkedHashMap<>();
      if (location.isLocal()) {
        stamps = Stamps.of(prepared.directory().get(), Stamps.LIMIT);
      }
      log.add("info: Step 2 of 3: Generating docs for entity " + entity.ref());
      boolean updated = generate(entity, site, prepared, before, log, settings);
      watched.put(site, stamps);
      return updated;
    } catch (UncheckedIOException e) {
      throw new PortalException(ErrorCode.SERVICE_UNAVAILABLE, e.getMessage(), e);
    }
  }

  private boolean same(Map<String, Object> before, BuildSettings settings) {
    return version(settings).equals(before.get("builder"));
  }

  private String version(BuildSettings settings) {
    return Digests.of(
        "4",
        String.valueOf(settings.policy()),
        settings.readmeAsIndex() + " " + settings.historyCommits(),
        diagrams.version());
  }

  private boolean generate(
      Entity entity,
      String site,
      SiteSources.Prepared prepared,
      Map<String, Object> before,
      BuildLog log,
      BuildSettings settings)
      throws IOException {
    Map<String, String> digests = same(before, settings) ? texts(before.get("files")) : Map.of();
    boolean whole = sites.file(site, ".publishing").isEmpty();
    try (DocsPublication publication = sites.storage().publish(site)) {
      BuiltSite built =
          builder()
              .build(
                  request(entity, prepared, whole ? digests : Map.of(), log, settings),
                  output(publication));
      folders.built(site, built);
      String etag = prepared.etag().orElse(Digests.of(built.digests().toString()));
      boolean updated = !whole || !built.digests().equals(digests);
      if (!updated && etag.equals(before.get("etag"))) {
        return false;
      }
      log.add("info: Step 3 of 3: Publishing docs for entity " + entity.ref());
      publication.put(Sites.METADATA, JSON.writeValueAsBytes(metadata(built, etag)));
      publication.put(Sites.MANIFEST, manifest(built, etag, settings));
      publication.commit();
      events.publish(
          new Event(
              SiteBuilds.PUBLISHED,
              Map.of(
                  "entityRef",
                  entity.ref().toString(),
                  "site",
                  site,
                  "changed",
                  List.copyOf(built.changed()))));
      return updated;
    }
  }

  private SiteRequest request(
      Entity entity,
      SiteSources.Prepared prepared,
      Map<String, String> digests,
      BuildLog log,
      BuildSettings settings) {
    Object title = entity.metadata().get("title");
    return new SiteRequest(
        prepared.directory().orElseThrow(),
        String.valueOf(title == null ? entity.metadata().get("name") : title),
        prepared.etag().orElse(null),
        settings.readmeAsIndex(),
        prepared::editUrl,
        path -> Optional.ofNullable(prepared.changes().get(path)).map(SiteBuild::change),
        settings.policy(),
        diagrams.forBuild(),
        settings.limits(),
        digests,
        log::add);
  }

  private static LastChange change(SourceChange change) {
    return new LastChange(change.at(), change.by(), change.commit());
  }

  private static SiteOutput output(DocsPublication publication) {
    return new SiteOutput() {
      @Override
      public void put(String path, byte[] bytes) throws IOException {
        publication.put(path, bytes);
      }

      @Override
      public void keep(String path) {
        publication.keep(path);
      }
    };
  }

  private static Map<String, Object> metadata(BuiltSite built, String etag) {
    List<String> files = new ArrayList<>(new TreeSet<>(built.digests().keySet()));
    files.add(Sites.METADATA);
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("site_name", built.name());
    metadata.put("site_description", built.description());
    metadata.put("build_timestamp", System.currentTimeMillis());
    metadata.put("files", files);
    metadata.put("etag", etag);
    return metadata;
  }

  private byte[] manifest(BuiltSite built, String etag, BuildSettings settings)
      throws JsonProcessingException {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("builder", version(settings));
    manifest.put("etag", etag);
    manifest.put("pages", built.pages());
    manifest.put("report", built.report());
    manifest.put("warnings", built.warnings());
    manifest.put("files", built.digests());
    return JSON.writeValueAsBytes(manifest);
  }

  private static Map<String, String> texts(Object value) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, text) -> texts.put(String.valueOf(key), String.valueOf(text)));
    }
    return texts;
  }
}
