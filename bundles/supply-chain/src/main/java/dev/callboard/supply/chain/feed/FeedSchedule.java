package dev.callboard.supply.chain.feed;

import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.Sql;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.scheduler.Schedule;
import dev.callboard.platform.scheduler.ScheduledTask;
import dev.callboard.supply.chain.PendingWork;
import dev.callboard.supply.chain.store.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports the feeds that the configuration names when they are due: from hosts that may be read, or
 * from files. What has not changed since is not imported again; one that fails is asked again when
 * it is due the next time, and does not keep others waiting. Thread-safe.
 */
@Component(service = ScheduledTask.class)
public final class FeedSchedule implements ScheduledTask {
  private static final Logger LOG = LoggerFactory.getLogger(FeedSchedule.class);

  private final ConfigService config;
  private final Store store;
  private final FeedImport feeds;
  private final PendingWork work;
  private final IdentityService identity;
  private final Clock clock;

  /** May come late or go; feeds of files do without. */
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile UrlReader reader;

  private record State(long askedMillis, String etag) {}

  /** Called by Declarative Services. */
  @Activate
  public FeedSchedule(
      @Reference ConfigService config,
      @Reference Store store,
      @Reference FeedImport feeds,
      @Reference PendingWork work,
      @Reference IdentityService identity) {
    this(config, store, feeds, work, identity, null, Clock.systemUTC());
  }

  /**
   * Creates it with a clock of its own.
   *
   * @param reader reads URLs, or null for nobody
   */
  public FeedSchedule(
      ConfigService config,
      Store store,
      FeedImport feeds,
      PendingWork work,
      IdentityService identity,
      UrlReader reader,
      Clock clock) {
    this.config = requireNonNull(config, "config is null");
    this.store = requireNonNull(store, "store is null");
    this.feeds = requireNonNull(feeds, "feeds is null");
    this.work = requireNonNull(work, "work is null");
    this.identity = requireNonNull(identity, "identity is null");
    this.reader = reader;
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public String id() {
    return "import-feeds";
  }

  @Override
  public Schedule schedule() {
    return new Schedule(
        Duration.ofMinutes(1), Optional.empty(), Duration.ofMinutes(1), Duration.ofHours(2));
  }

  @Override
  public void run() {
    for (FeedSource each : FeedSource.of(config.current())) {
      State before = state(each);
      long now = clock.millis();
      if (now - before.askedMillis() < each.frequency().toMillis()) {
        continue;
      }
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      try {
        keep(each, now, ask(each, before.etag()), "");
      } catch (PortalException | IOException | UncheckedIOException e) {
        LOG.warn("The feed {} could not be imported: {}", each.name(), e.getMessage());
        keep(each, now, before.etag(), String.valueOf(e.getMessage()));
      }
    }
  }

  private State state(FeedSource source) {
    List<State> found =
        store.read(
            c ->
                Sql.list(
                    c,
                    row -> new State(row.getLong(1), row.getString(2)),
                    "SELECT asked_ms, etag FROM feed_source WHERE name = ?",
                    source.name()));
    return found.isEmpty() ? new State(Long.MIN_VALUE / 2, "") : found.get(0);
  }

  private void keep(FeedSource source, long now, String etag, String problem) {
    store.write(
        c ->
            Sql.update(
                c,
                "INSERT INTO feed_source (name, asked_ms, etag, problem) VALUES (?, ?, ?, ?)"
                    + " ON CONFLICT (name) DO UPDATE SET asked_ms = excluded.asked_ms,"
                    + " etag = excluded.etag, problem = excluded.problem",
                source.name(),
                now,
                etag,
                problem));
  }

  /** Imports a feed when it has changed; returns what to compare with the next time. */
  private String ask(FeedSource source, String etag) throws IOException {
    if (!source.path().isEmpty()) {
      return files(source, etag);
    }
    UrlReader from = reader;
    if (from == null) {
      throw PortalException.unavailable("Nothing reads URLs at the moment");
    }
    ReadOptions known = ReadOptions.none();
    UrlContent content = from.read(source.url(), etag.isEmpty() ? known : known.withEtag(etag));
    if (content.bytes().isPresent()) {
      take(source, new ByteArrayInputStream(content.bytes().get()));
    }
    return content.etag().orElse("");
  }

  private String files(FeedSource source, String etag) throws IOException {
    Path path = Path.of(source.path());
    StringBuilder stamp = new StringBuilder();
    List<Path> files;
    try (Stream<Path> inside = Files.isDirectory(path) ? Files.list(path) : Stream.of(path)) {
      files = inside.filter(Files::isRegularFile).sorted().toList();
    }
    if (files.isEmpty()) {
      throw PortalException.input("There is no file at " + path);
    }
    for (Path file : files) {
      stamp.append(file.getFileName()).append(' ').append(Files.size(file)).append(' ');
      stamp.append(Files.getLastModifiedTime(file).toMillis()).append('\n');
    }
    if (!stamp.toString().equals(etag)) {
      for (Path file : files) {
        try (InputStream in = Files.newInputStream(file)) {
          take(source, in);
        }
      }
    }
    return stamp.toString();
  }

  private void take(FeedSource source, InputStream in) {
    PortalPrincipal self = identity.system("supply-chain");
    try {
      FeedImport.Result result =
          switch (source.type()) {
            case "osv" -> feeds.osv(in, self, work::begin);
            case "kev" -> feeds.kev(in, self);
            default -> feeds.epss(in, self);
          };
      LOG.info("Imported {}: {} records", source.name(), result.records());
    } finally {
      work.wake();
    }
  }
}
