package dev.callboard.supply.chain.feed;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.Sql;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.supply.chain.format.AdvisoryReader;
import dev.callboard.supply.chain.format.DocumentLimits;
import dev.callboard.supply.chain.store.Store;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes what is known of vulnerabilities from files: the server itself asks nobody. Advisories are
 * stored in batches, so what was read before an error stays; sending them again does no harm.
 * Thread-safe; blocks.
 */
@Component(service = FeedImport.class)
public final class FeedImport {
  private static final int BATCH = 500;

  /** The first advisories are few, so that somebody hears of one of them soon. */
  private static final int FIRST = 50;

  private final ConfigService config;
  private final Store store;
  private final AuditService audit;
  private final Clock clock;

  /**
   * What an import came to.
   *
   * @param records how many there were
   * @param changed how many of them were new or different
   * @param refused those that were not understood, with the reason; the first hundred
   */
  public record Result(int records, int changed, List<String> refused) {}

  /** Called by Declarative Services. */
  @Activate
  public FeedImport(
      @Reference ConfigService config, @Reference Store store, @Reference AuditService audit) {
    this(config, store, audit, Clock.systemUTC());
  }

  /** Creates it with a clock of its own. */
  public FeedImport(ConfigService config, Store store, AuditService audit, Clock clock) {
    this.config = requireNonNull(config, "config is null");
    this.store = requireNonNull(store, "store is null");
    this.audit = requireNonNull(audit, "audit is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** Imports advisories of OSV: one, a list of them, or a zip file with one in each entry. */
  public Result osv(InputStream body, PortalPrincipal sender) {
    return osv(body, sender, () -> {});
  }

  /**
   * Imports advisories of OSV.
   *
   * @param first called when the first few are stored, while the others are being read
   */
  public Result osv(InputStream body, PortalPrincipal sender, Runnable first) {
    try (BufferedInputStream in = new BufferedInputStream(body)) {
      OsvBatches batches = new OsvBatches(first);
      in.mark(4);
      boolean zipped = in.read() == 'P' && in.read() == 'K';
      in.reset();
      if (zipped) {
        zip(in, batches);
      } else {
        new OsvStream(limits()).read(in, batches::add);
      }
      batches.flush();
      return done("osv", sender, batches.records, batches.changed, batches.refused);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Collects advisories and stores some at a time. */
  private final class OsvBatches {
    private final List<Advisory> waiting = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final Runnable first;
    private int records;
    private int changed;
    private boolean told;

    OsvBatches(Runnable first) {
      this.first = first;
    }

    void add(AdvisoryReader.Item json) {
      waiting.add(OsvRecord.read(json));
      records++;
      if (waiting.size() == (records == FIRST ? FIRST : BATCH)) {
        flush();
      }
    }

    void flush() {
      if (!waiting.isEmpty()) {
        changed += store.write(c -> AdvisoryTable.put(c, waiting));
        waiting.clear();
      }
      if (changed > 0 && !told) {
        told = true;
        first.run();
      }
    }

    void refuse(String name, PortalException e) {
      if (refused.size() < 100) {
        refused.add(name + ": " + e.getMessage());
      }
    }
  }

  private void zip(InputStream in, OsvBatches batches) throws IOException {
    DocumentLimits limits = limits();
    AdvisoryReader reader = new AdvisoryReader(limits);
    long left = config.current().bytes("supplyChain.limits.feed").orElse(8L << 30);
    int most =
        Math.toIntExact(config.current().bytes("supplyChain.limits.advisory").orElse(8L << 20));
    try (ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.isDirectory() || !entry.getName().endsWith(".json")) {
          continue;
        }
        byte[] json = zip.readNBytes(most + 1);
        left -= json.length;
        if (left < 0) {
          throw tooLarge("The feed", "feed");
        }
        try {
          if (json.length > most) {
            throw tooLarge("The advisory", "advisory");
          }
          batches.add(reader.one(json));
        } catch (PortalException e) {
          batches.refuse(entry.getName(), e);
        }
      }
    }
  }

  private static PortalException tooLarge(String what, String key) {
    return new PortalException(
        ErrorCode.PAYLOAD_TOO_LARGE,
        what + " has more bytes than supplyChain.limits." + key + " allows");
  }

  /** Imports the catalog of known exploited vulnerabilities of CISA, in place of the one before. */
  public Result kev(InputStream body, PortalPrincipal sender) {
    Map<String, Object[]> rows = new LinkedHashMap<>();
    try {
      new AdvisoryReader(limits())
          .each(
              body,
              "/vulnerabilities/*",
              each ->
                  rows.put(
                      each.need("cveID"),
                      new Object[] {
                        each.need("cveID"),
                        each.text("dateAdded"),
                        each.text("dueDate"),
                        each.text("requiredAction")
                      }));
    } catch (IOException e) {
      throw unreadable(e);
    }
    if (rows.isEmpty()) {
      throw PortalException.input("The document must have a list 'vulnerabilities', not empty");
    }
    int changed =
        store.write(
            c -> {
              Sql.update(c, "DELETE FROM exploited");
              Sql.batch(
                  c,
                  "INSERT INTO exploited (vulnerability, added, due, action)"
                      + " VALUES (?, ?, ?, ?)",
                  rows.values());
              return Sql.update(
                  c,
                  "INSERT INTO pending (entity_ref, reason) SELECT DISTINCT x.entity_ref, 'kev'"
                      + " FROM (SELECT f.id, f.entity_ref, f.kev, max(CASE WHEN e.vulnerability"
                      + " IS NULL THEN 0 ELSE 1 END) AS now FROM finding f JOIN finding_alias a"
                      + " ON a.finding_id = f.id LEFT JOIN exploited e"
                      + " ON e.vulnerability = a.alias GROUP BY f.id, f.entity_ref, f.kev) x"
                      + " WHERE x.kev <> x.now ON CONFLICT DO NOTHING");
            });
    return done("kev", sender, rows.size(), changed, List.of());
  }

  /** Imports the scores of EPSS, in place of those before: CSV, compressed or not. */
  public Result epss(InputStream body, PortalPrincipal sender) {
    try (BufferedInputStream in = new BufferedInputStream(body)) {
      in.mark(4);
      boolean compressed = in.read() == 0x1f && in.read() == 0x8b;
      in.reset();
      Map<String, Double> scores = EpssCsv.read(compressed ? new GZIPInputStream(in) : in);
      int changed =
          store.write(
              c -> {
                Sql.update(c, "DELETE FROM epss");
                Sql.batch(
                    c,
                    "INSERT INTO epss (vulnerability, score) VALUES (?, ?)",
                    () ->
                        scores.entrySet().stream()
                            .map(each -> new Object[] {each.getKey(), each.getValue()})
                            .iterator());
                return Sql.update(
                    c,
                    "INSERT INTO pending (entity_ref, reason) SELECT DISTINCT x.entity_ref,"
                        + " 'epss' FROM (SELECT f.id, f.entity_ref, f.epss,"
                        + " max(coalesce(e.score, -1)) AS now FROM finding f JOIN finding_alias a"
                        + " ON a.finding_id = f.id LEFT JOIN epss e ON e.vulnerability = a.alias"
                        + " GROUP BY f.id, f.entity_ref, f.epss) x WHERE x.epss <> x.now"
                        + " ON CONFLICT DO NOTHING");
              });
      return done("epss", sender, scores.size(), changed, List.of());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private DocumentLimits limits() {
    return DocumentLimits.of(config.current());
  }

  private Result done(
      String name, PortalPrincipal sender, int records, int changed, List<String> refused) {
    store.write(
        c -> {
          Sql.update(
              c,
              "INSERT INTO feed (name, imported_ms, records) VALUES (?, ?, ?)"
                  + " ON CONFLICT (name) DO UPDATE SET imported_ms = excluded.imported_ms,"
                  + " records = excluded.records",
              name,
              clock.millis(),
              records);
          audit.record(
              c,
              AuditEvent.event("security-feed", sender)
                  .subAction("import")
                  .target("feed", name)
                  .meta("records", records)
                  .meta("changed", changed)
                  .meta("refused", refused.size())
                  .build());
          return null;
        });
    return new Result(records, changed, refused);
  }

  private static PortalException unreadable(IOException e) {
    if (e instanceof java.util.zip.ZipException) {
      return new PortalException(ErrorCode.INPUT, "The file is damaged: " + e.getMessage(), e);
    }
    throw new UncheckedIOException(e);
  }
}
