package dev.callboard.ownership;

import static java.util.Objects.requireNonNull;

import dev.callboard.notifications.api.NotificationPayload;
import dev.callboard.notifications.api.NotificationRecipients;
import dev.callboard.notifications.api.NotificationService;
import dev.callboard.ownership.store.EntityRow;
import dev.callboard.ownership.store.Store;
import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.Sql;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people say that they own. Thread-safe; blocks. */
@Component(service = Claims.class)
public final class Claims {
  private static final Logger LOG = LoggerFactory.getLogger(Claims.class);
  private static final String COLUMNS =
      "SELECT id, entity_ref, owner, was_owner, reason, author, at_ms, done_ms FROM claim";

  private final Store store;
  private final AuditService audit;
  private final ConfigService config;
  private final Clock clock = Clock.systemUTC();

  /** May come late or go: a claim is stored all the same. */
  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile NotificationService notifications;

  /** Called by Declarative Services. */
  @Activate
  public Claims(
      @Reference Store store, @Reference AuditService audit, @Reference ConfigService config) {
    this.store = requireNonNull(store, "store is null");
    this.audit = requireNonNull(audit, "audit is null");
    this.config = requireNonNull(config, "config is null");
  }

  /**
   * A claim.
   *
   * @param id of the claim
   * @param entityRef what is claimed
   * @param owner for whom
   * @param wasOwner who was declared then, may be empty
   * @param reason may be empty
   * @param author who claims
   * @param millis when
   * @param doneMillis when the catalog agreed, 0 while it does not
   */
  public record Claim(
      String id,
      String entityRef,
      String owner,
      String wasOwner,
      String reason,
      String author,
      long millis,
      long doneMillis) {
    private static Claim read(ResultSet row) throws SQLException {
      return new Claim(
          row.getString(1),
          row.getString(2),
          row.getString(3),
          row.getString(4),
          row.getString(5),
          row.getString(6),
          row.getLong(7),
          row.getLong(8));
    }
  }

  /** Returns the claims on an entity, the newest first. */
  public List<Claim> of(String entityRef) {
    return store.read(
        c ->
            Sql.list(
                c,
                Claim::read,
                COLUMNS + " WHERE entity_ref = ? ORDER BY at_ms DESC, id LIMIT 100",
                entityRef));
  }

  /**
   * Stores a claim, records it and tells who is to own the entity now.
   *
   * @throws PortalException with code {@code CONFLICT} when the owner is declared or claimed
   *     already
   */
  public Claim claim(String entityRef, String owner, String reason, PortalPrincipal author) {
    Claim claim =
        store.write(
            c -> {
              String now = EntityRow.find(c, entityRef).map(EntityRow::owner).orElse("");
              if (now.equals(owner)) {
                throw PortalException.conflict(owner + " owns " + entityRef + " already");
              }
              if (Sql.number(
                      c,
                      "SELECT count(*) FROM claim WHERE entity_ref = ? AND owner = ?"
                          + " AND done_ms = 0",
                      entityRef,
                      owner)
                  > 0) {
                throw PortalException.conflict(owner + " has claimed " + entityRef + " already");
              }
              Claim next =
                  new Claim(
                      UUID.randomUUID().toString(),
                      entityRef,
                      owner,
                      now,
                      reason,
                      author.getName(),
                      clock.millis(),
                      0);
              Sql.update(
                  c,
                  "INSERT INTO claim (id, entity_ref, owner, was_owner, reason, author, at_ms,"
                      + " done_ms) VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
                  next.id(),
                  entityRef,
                  owner,
                  now,
                  reason,
                  next.author(),
                  next.millis());
              audit.record(
                  c,
                  AuditEvent.event("ownership-claim", author)
                      .target("entity", entityRef)
                      .meta("owner", owner)
                      .meta("wasOwner", now)
                      .build());
              return next;
            });
    tell(claim);
    return claim;
  }

  private void tell(Claim claim) {
    NotificationService to = notifications;
    Set<String> recipients = new TreeSet<>(config.current().strings("ownership.claims.notify"));
    if (claim.wasOwner().matches("(?:user|group):.*")) {
      recipients.add(claim.wasOwner());
    }
    if (to == null || recipients.isEmpty()) {
      return;
    }
    String[] parts = claim.entityRef().split("[:/]", 3);
    try {
      to.send(
          "plugin:insights",
          NotificationRecipients.entities(recipients),
          NotificationPayload.titled(claim.owner() + " claims " + parts[2])
              .description(
                  claim.author()
                      + " says that "
                      + claim.owner()
                      + " owns "
                      + claim.entityRef()
                      + (claim.reason().isEmpty() ? "." : ": " + claim.reason()))
              .link("/catalog/" + parts[1] + "/" + parts[0] + "/" + parts[2])
              .topic("ownership")
              .scope("claim:" + claim.id())
              .build());
    } catch (PortalException e) {
      LOG.warn("{} were not told of the claim {}: {}", recipients, claim.id(), e.getMessage());
    }
  }

  /** Ends the claims that the catalog agrees with by now. */
  static void settle(Store store, long millis) {
    store.write(
        c ->
            Sql.update(
                c,
                "UPDATE claim SET done_ms = ? WHERE done_ms = 0 AND EXISTS (SELECT 1 FROM entity e"
                    + " WHERE e.entity_ref = claim.entity_ref AND e.owner = claim.owner)",
                millis));
  }
}
