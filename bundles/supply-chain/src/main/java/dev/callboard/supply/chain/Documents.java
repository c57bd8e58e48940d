package dev.callboard.supply.chain;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.SqlWork;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.supply.chain.alert.AlertSender;
import dev.callboard.supply.chain.feed.Matcher;
import dev.callboard.supply.chain.finding.AlertRule;
import dev.callboard.supply.chain.finding.FindingUpdate;
import dev.callboard.supply.chain.finding.Outcome;
import dev.callboard.supply.chain.format.DocumentLimits;
import dev.callboard.supply.chain.format.DocumentReader;
import dev.callboard.supply.chain.model.SecurityDocument;
import dev.callboard.supply.chain.store.DocumentBodies;
import dev.callboard.supply.chain.store.DocumentRow;
import dev.callboard.supply.chain.store.DocumentTable;
import dev.callboard.supply.chain.store.EntityRows;
import dev.callboard.supply.chain.store.Store;
import dev.callboard.supply.chain.summary.SummaryPublisher;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes documents about entities. What a document says, the findings that follow, their history and
 * the audit event are stored together or not at all. Thread-safe; blocks.
 */
@Component(service = Documents.class)
public final class Documents {
  private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9._/-]{0,99}");

  private final ConfigService config;
  private final Store store;
  private final AuditService audit;
  private final AlertSender alerts;
  private final SummaryPublisher summaries;
  private final Clock clock;
  private final DocumentReader reader = new DocumentReader();

  /**
   * What the sender says about a document; each may be empty.
   *
   * @param source where it comes from
   * @param branch of the source code
   * @param commit of the source code
   * @param build an address or number
   */
  public record Origin(String source, String branch, String commit, String build) {}

  /**
   * What became of a document.
   *
   * @param row as it is stored
   * @param warnings what was left out
   * @param outcome what changed
   */
  public record Stored(DocumentRow row, List<String> warnings, Outcome outcome) {}

  /** Called by Declarative Services. */
  @Activate
  public Documents(
      @Reference ConfigService config,
      @Reference Store store,
      @Reference AuditService audit,
      @Reference AlertSender alerts,
      @Reference SummaryPublisher summaries) {
    this(config, store, audit, alerts, summaries, Clock.systemUTC());
  }

  /** Creates it with a clock of its own. */
  public Documents(
      ConfigService config,
      Store store,
      AuditService audit,
      AlertSender alerts,
      SummaryPublisher summaries,
      Clock clock) {
    this.config = requireNonNull(config, "config is null");
    this.store = requireNonNull(store, "store is null");
    this.audit = requireNonNull(audit, "audit is null");
    this.alerts = requireNonNull(alerts, "alerts is null");
    this.summaries = requireNonNull(summaries, "summaries is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * Stores a document in place of the one before of the same source.
   *
   * @param entityRef what it is about, which is there
   * @throws PortalException that says what is wrong with it
   */
  public Stored put(String entityRef, byte[] body, Origin origin, PortalPrincipal sender) {
    SecurityDocument content = reader.read(body, DocumentLimits.of(config.current()));
    if (origin.source().endsWith("/events")) {
      throw PortalException.input("A source that ends in /events is one of webhooks");
    }
    DocumentRow row = row(entityRef, body, origin, sender, content);
    AlertRule rule = AlertRule.of(config.current());
    Outcome outcome = store.write(c -> put(c, row, content, body, rule, sender));
    wake(outcome);
    return new Stored(row, content.warnings(), outcome);
  }

  /**
   * Stores a document that follows from what is stored, in the same transaction.
   *
   * @param body gives nothing when there is no change, and no bytes when the document goes
   * @return what changed; empty when there is no change
   */
  public Optional<Outcome> update(
      String entityRef, String source, SqlWork<Optional<byte[]>> body, PortalPrincipal sender) {
    DocumentLimits limits = DocumentLimits.of(config.current());
    AlertRule rule = AlertRule.of(config.current());
    Optional<Outcome> outcome =
        store.write(
            c -> {
              Optional<byte[]> now = body.apply(c);
              if (now.isEmpty()) {
                return Optional.empty();
              }
              if (now.get().length == 0) {
                return remove(c, entityRef, source, rule, sender);
              }
              SecurityDocument content = reader.read(now.get(), limits);
              Origin origin = new Origin(source, "", "", "");
              DocumentRow row = row(entityRef, now.get(), origin, sender, content);
              return Optional.of(put(c, row, content, now.get(), rule, sender));
            });
    outcome.ifPresent(this::wake);
    return outcome;
  }

  private Outcome put(
      Connection c,
      DocumentRow row,
      SecurityDocument content,
      byte[] body,
      AlertRule rule,
      PortalPrincipal sender)
      throws SQLException {
    long id = DocumentTable.put(c, row, content);
    if (row.components() > 0) {
      DocumentBodies.put(c, id, body);
    }
    Matcher.match(c, row.entityRef());
    Outcome changed =
        new FindingUpdate(rule, sender.getName(), row.receivedMillis()).run(c, row.entityRef());
    audit.record(c, event("put", row, sender, changed));
    return changed;
  }

  private void wake(Outcome outcome) {
    if (outcome.alerts() > 0) {
      alerts.wake();
    }
    summaries.wake();
  }

  private static AuditEvent event(
      String action, DocumentRow row, PortalPrincipal sender, Outcome changed) {
    AuditEvent.Builder event =
        AuditEvent.event("security-document", sender)
            .subAction(action)
            .target("entity", row.entityRef())
            .digests(null, row.digest().isEmpty() ? null : row.digest())
            .meta("source", row.source())
            .meta("format", row.format())
            .meta("components", row.components())
            .meta("opened", changed.opened())
            .meta("closed", changed.closed())
            .meta("reopened", changed.reopened());
    if (!row.commit().isEmpty()) {
      event.cause("commit", row.commit());
    }
    return event.build();
  }

  private DocumentRow row(
      String entityRef,
      byte[] body,
      Origin origin,
      PortalPrincipal sender,
      SecurityDocument content) {
    return new DocumentRow(
        0,
        entityRef,
        source(origin.source(), content),
        content.format(),
        content.specVersion(),
        content.tool(),
        digest(body),
        limited(origin.branch(), "branch"),
        limited(origin.commit(), "commit"),
        limited(origin.build(), "build"),
        sender.getName(),
        clock.millis(),
        content.components().size(),
        content.occurrences().size(),
        content.statements().size());
  }

  private static String limited(String text, String name) {
    if (text.length() > 500 || text.chars().anyMatch(Character::isISOControl)) {
      throw PortalException.input(name + " must have at most 500 characters, all of them visible");
    }
    return text;
  }

  /** Without a name, documents of one format and tool replace each other. */
  private static String source(String given, SecurityDocument content) {
    if (given.isEmpty()) {
      String tool =
          content.tool().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-").strip();
      String plain = tool.replaceAll("^[-._]+|[-._]+$", "");
      String all =
          plain.isEmpty() || plain.equals(content.format())
              ? content.format()
              : content.format() + "/" + plain;
      return all.length() <= 100 ? all : all.substring(0, 100);
    }
    if (!SOURCE.matcher(given).matches() || given.equals(DocumentTable.MATCHER)) {
      throw PortalException.input(
          "source must be 1 to 100 of a-z, 0-9, '.', '_', '/' and '-', and not "
              + DocumentTable.MATCHER);
    }
    return given;
  }

  /** Returns the SHA-256 of some bytes, with its name before. */
  public static String digest(byte[] body) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Deletes the document of a source; what only it reported is fixed then. */
  public Outcome delete(String entityRef, String source, PortalPrincipal sender) {
    AlertRule rule = AlertRule.of(config.current());
    Outcome outcome =
        store.write(
            c -> {
              EntityRows.forgetTold(c, entityRef, source);
              return remove(c, entityRef, source, rule, sender)
                  .orElseThrow(
                      () -> PortalException.notFound("There is no document of this source"));
            });
    summaries.wake();
    return outcome;
  }

  private Optional<Outcome> remove(
      Connection c, String entityRef, String source, AlertRule rule, PortalPrincipal sender)
      throws SQLException {
    Optional<DocumentRow> row =
        DocumentTable.get(c, entityRef, source)
            .filter(known -> !known.source().equals(DocumentTable.MATCHER));
    if (row.isEmpty()) {
      return Optional.empty();
    }
    DocumentTable.delete(c, entityRef, source);
    Matcher.match(c, entityRef);
    Outcome changed = new FindingUpdate(rule, sender.getName(), clock.millis()).run(c, entityRef);
    audit.record(c, event("delete", row.get(), sender, changed));
    return Optional.of(changed);
  }
}
