package dev.callboard.catalog.ingest;

import dev.callboard.catalog.location.CatalogRules;
import dev.callboard.catalog.location.FileFinder;
import dev.callboard.catalog.location.FileTree;
import dev.callboard.catalog.location.Root;
import dev.callboard.catalog.store.CatalogStore;
import dev.callboard.integrations.api.SourcePlace;
import dev.callboard.integrations.api.UrlReader;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Makes runs with what is configured at that moment. Thread-safe. */
final class RunFactory {
  private final CatalogStore store;
  private final Executor helper;
  private volatile UrlReader urls;
  private volatile Processing processing;
  private volatile IngestLimits limits;
  private volatile boolean strict;

  /**
   * Creates a factory.
   *
   * @param helper may store what was read while a run reads on
   */
  RunFactory(CatalogStore store, Processing processing, IngestLimits limits, Executor helper) {
    this.store = store;
    this.helper = helper;
    this.processing = processing;
    this.limits = limits;
  }

  void urls(UrlReader reader) {
    urls = reader;
  }

  void urlsGone(UrlReader reader) {
    if (urls == reader) {
      urls = null;
    }
  }

  void use(Processing next) {
    processing = next;
  }

  void use(IngestLimits next) {
    limits = next;
  }

  /** Notices from now on kinds that are gone: those of plugins have had the time to come. */
  void strict() {
    strict = true;
  }

  IngestLimits limits() {
    return limits;
  }

  Processing processing() {
    return processing;
  }

  /**
   * Makes a run.
   *
   * @param asked when somebody asked for it, contents are compared rather than size and time
   *     trusted, and what hosts said before does not count
   */
  RootRun run(Root root, RootQueue.Asked asked) {
    Instant asOf = asked.asOf();
    IngestLimits current = limits;
    SourceReader web = web(asOf);
    SourceReader files =
        root.tree()
            .map(tree -> new FileTree(tree, current.fileBytes()))
            .<SourceReader>map(tree -> new FileReader(tree, new FileFinder(current.files())))
            .orElse(null);
    return new RootRun(
        root,
        processing,
        current,
        store,
        type ->
            switch (type) {
              case "url" -> web;
              case "file" -> files;
              default -> null;
            },
        new RootRun.Mode(asOf != null, strict, scope(root, asked)),
        helper);
  }

  private ReadScope scope(Root root, RootQueue.Asked asked) {
    if (asked.changes() == null) {
      return ReadScope.ALL;
    }
    return new ChangeScope(asked.changes(), this::place, store.refreshKeys(root.key()));
  }

  /** Returns where a URL leads, empty when it leads nowhere or nobody knows. */
  Optional<SourcePlace> place(String url) {
    UrlReader reader = urls;
    return reader == null ? Optional.empty() : reader.place(url);
  }

  /** Returns what processes entities that are written through the API. */
  ApiRoot api(CatalogRules rules) {
    return new ApiRoot(processing, rules);
  }

  DryRun dryRun(Root root) {
    return new DryRun(root, processing, limits, web(Instant.now()));
  }

  private SourceReader web(Instant asOf) {
    return new UrlSourceReader(() -> Optional.ofNullable(urls), asOf);
  }
}
