package dev.callboard.docs.build;

import dev.callboard.catalog.api.Entity;
import dev.callboard.docs.build.DocsLocations.Location;
import dev.callboard.docs.build.TaggedVersions.Version;
import dev.callboard.docs.storage.SiteVersions;
import dev.callboard.docs.storage.Sites;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Builds the sites of tags, of which each is built once. Thread-safe; blocks. */
final class VersionBuilds {
  private final Sites sites;
  private final SiteVersions versions;
  private final SiteSources sources;
  private final Set<String> failed = ConcurrentHashMap.newKeySet();

  VersionBuilds(Sites sites, SiteSources sources) {
    this.sites = sites;
    this.versions = new SiteVersions(sites);
    this.sources = sources;
  }

  /** Builds one site. */
  interface Generator {
    /** Returns whether the site is of this commit already. */
    boolean isBuilt(String site, String commit);

    void generate(String site, SiteSources.Prepared prepared) throws IOException;
  }

  /** Has the versions that an entity asks for, and no others. */
  void follow(
      Entity entity, String site, Location location, BuildLog log, int most, Generator generator)
      throws IOException {
    Optional<String> patterns = entity.annotation(TaggedVersions.ANNOTATION);
    if (patterns.isEmpty() || location.isLocal() || most <= 0) {
      versions.publish(site, List.of());
      return;
    }
    List<Map<String, Object>> built = new ArrayList<>();
    Map<String, String> tags = sources.tags(location);
    for (Version version : TaggedVersions.choose(tags, patterns.get(), most)) {
      if (build(site, location, version, log, generator)) {
        built.add(version.json());
      }
    }
    versions.publish(site, built);
  }

  /** A tag at which there was no documentation stays without, and is not tried again. */
  private boolean build(
      String site, Location location, Version version, BuildLog log, Generator generator)
      throws IOException {
    String own = SiteVersions.site(site, version.id());
    if (generator.isBuilt(own, version.commit())) {
      return true;
    }
    if (failed.contains(own + version.commit())) {
      return false;
    }
    Optional<Location> at = sources.at(location, version.name());
    if (at.isEmpty()) {
      return false;
    }
    log.add("info: Generating the version " + version.name());
    try (SiteSources.Prepared prepared = sources.open(at.get(), null, null, 0)) {
      generator.generate(own, prepared);
      return true;
    } catch (PortalException e) {
      if (e.code() != ErrorCode.INPUT && e.code() != ErrorCode.NOT_FOUND) {
        // the host is at fault: all stays as it is until the next look
        throw e;
      }
      failed.add(own + version.commit());
      log.add("warning: The version " + version.name() + " was not built: " + e.getMessage());
      return false;
    }
  }

  /** Removes all versions of a site. */
  void remove(String site) throws IOException {
    versions.publish(site, List.of());
  }
}
