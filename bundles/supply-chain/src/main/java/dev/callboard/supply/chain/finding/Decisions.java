package dev.callboard.supply.chain.finding;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.audit.Severity;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.Sql;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.supply.chain.store.Numbers;
import dev.callboard.supply.chain.store.Store;
import dev.callboard.supply.chain.summary.SummaryPublisher;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What people decide about findings. Thread-safe; blocks. */
@Component(service = Decisions.class)
public final class Decisions {
  private final ConfigService config;
  private final Store store;
  private final AuditService audit;
  private final SummaryPublisher summaries;
  private final Clock clock;

  /**
   * A decision in the making.
   *
   * @param state open takes back the decision before
   * @param reason in words
   * @param justification a code, as in VEX; may be empty
   * @param expiresMillis until when, or empty for good
   */
  public record Request(
      FindingState state, String reason, String justification, OptionalLong expiresMillis) {}

  /** Called by Declarative Services. */
  @Activate
  public Decisions(
      @Reference ConfigService config,
      @Reference Store store,
      @Reference AuditService audit,
      @Reference SummaryPublisher summaries) {
    this(config, store, audit, summaries, Clock.systemUTC());
  }

  /** Creates it with a clock of its own. */
  public Decisions(
      ConfigService config,
      Store store,
      AuditService audit,
      SummaryPublisher summaries,
      Clock clock) {
    this.config = requireNonNull(config, "config is null");
    this.store = requireNonNull(store, "store is null");
    this.audit = requireNonNull(audit, "audit is null");
    this.summaries = requireNonNull(summaries, "summaries is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** Returns a finding. */
  public static Optional<Finding> finding(Connection c, long id) throws SQLException {
    return Sql.list(
            c, Finding::read, "SELECT " + Finding.COLUMNS + " FROM finding WHERE id = ?", id)
        .stream()
        .findFirst();
  }

  /** Returns the decisions about a finding, the newest first. */
  public static List<Decision> list(Connection c, long finding) throws SQLException {
    return Sql.list(
        c,
        Decision::read,
        "SELECT " + Decision.COLUMNS + " FROM decision WHERE finding_id = ? ORDER BY id DESC",
        finding);
  }

  /**
   * Decides; what was decided before no longer holds. Of a severe finding a decision after which
   * nothing is left to do waits for a second person, and holds from then on.
   *
   * @return whether it waits
   */
  public boolean decide(long id, Request request, PortalPrincipal author) {
    long now = clock.millis();
    if (request.expiresMillis().isPresent() && request.expiresMillis().getAsLong() <= now) {
      throw PortalException.input("expires must lie in the future");
    }
    FourEyes fourEyes = FourEyes.of(config.current());
    AlertRule rule = AlertRule.of(config.current());
    boolean waits =
        store.write(
            c -> {
              Finding finding = need(c, id);
              boolean needed = fourEyes.isNeeded(finding, request.state());
              end(c, id, now, needed ? " AND awaiting = 1" : "");
              if (request.state() != FindingState.OPEN) {
                insert(c, id, request, author, now, needed);
              }
              new FindingUpdate(rule, author.getName(), now).run(c, finding.entityRef());
              AuditEvent.Builder event = event(finding, request, author);
              audit.record(c, event.meta("awaiting", needed).build());
              return needed;
            });
    summaries.wake();
    return waits;
  }

  private static Finding need(Connection c, long id) throws SQLException {
    return finding(c, id).orElseThrow(() -> PortalException.notFound("There is no finding " + id));
  }

  private static void end(Connection c, long finding, long now, String which) throws SQLException {
    Sql.update(
        c,
        "UPDATE decision SET ended_ms = ? WHERE finding_id = ? AND ended_ms IS NULL" + which,
        now,
        finding);
  }

  /**
   * Agrees to a decision that waits, or not; who made it may only take it back.
   *
   * @param agreed whether it holds from now on
   */
  public void answer(long findingId, long decisionId, boolean agreed, PortalPrincipal second) {
    long now = clock.millis();
    AlertRule rule = AlertRule.of(config.current());
    store.write(
        c -> {
          Finding finding = need(c, findingId);
          Decision waiting =
              list(c, findingId).stream()
                  .filter(each -> each.id() == decisionId && each.awaiting())
                  .filter(each -> each.endedMillis().isEmpty())
                  .findFirst()
                  .orElseThrow(
                      () -> PortalException.notFound("This decision waits for nobody any more"));
          if (agreed) {
            agree(c, waiting, second, now);
          } else {
            end(c, findingId, now, " AND awaiting = 1");
          }
          new FindingUpdate(rule, second.getName(), now).run(c, finding.entityRef());
          audit.record(
              c,
              AuditEvent.event("security-decision", second)
                  .subAction(agreed ? "approve" : "reject")
                  .severity(Severity.HIGH)
                  .target("entity", finding.entityRef())
                  .meta("vulnerability", finding.vulnerability())
                  .meta("state", waiting.state().text())
                  .meta("author", waiting.author())
                  .build());
          return null;
        });
    summaries.wake();
  }

  private static void agree(Connection c, Decision waiting, PortalPrincipal second, long now)
      throws SQLException {
    if (waiting.author().equals(second.getName())) {
      throw PortalException.notAllowed("Somebody else than its author has to agree to a decision");
    }
    if (waiting.expiresMillis().isPresent() && waiting.expiresMillis().getAsLong() <= now) {
      throw PortalException.conflict("The time of this decision is over");
    }
    end(c, waiting.findingId(), now, " AND awaiting = 0");
    Sql.update(
        c,
        "UPDATE decision SET awaiting = 0, approver = ? WHERE id = ?",
        second.getName(),
        waiting.id());
  }

  private static void insert(
      Connection c, long id, Request request, PortalPrincipal author, long now, boolean awaiting)
      throws SQLException {
    Sql.update(
        c,
        "INSERT INTO decision (id, finding_id, state, reason, justification, author, created_ms,"
            + " expires_ms, awaiting) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        Numbers.take(c, 1),
        id,
        request.state().name(),
        request.reason(),
        request.justification(),
        author.getName(),
        now,
        request.expiresMillis().isPresent() ? request.expiresMillis().getAsLong() : null,
        awaiting ? 1 : 0);
  }

  private static AuditEvent.Builder event(
      Finding finding, Request request, PortalPrincipal author) {
    AuditEvent.Builder event =
        AuditEvent.event("security-decision", author)
            .subAction(request.state().text())
            .severity(Severity.HIGH)
            .target("entity", finding.entityRef())
            .meta("vulnerability", finding.vulnerability())
            .meta("before", finding.state().text())
            .meta("reason", request.reason());
    if (request.expiresMillis().isPresent()) {
      event.meta(
          "expires",
          java.time.Instant.ofEpochMilli(request.expiresMillis().getAsLong()).toString());
    }
    return event;
  }
}
