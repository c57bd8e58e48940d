package dev.callboard.supply.chain.attest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.Sql;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.supply.chain.Documents;
import dev.callboard.supply.chain.store.Lists;
import dev.callboard.supply.chain.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes signed statements about entities whose signature is of a configured key, and keeps their
 * envelopes, so that others can check them again. Thread-safe; blocks.
 */
@Component(service = Attestations.class)
public final class Attestations {
  private static final int DEPTH = 64;
  private static final String KEEP = "supplyChain.attestations.keep";

  private final ConfigService config;
  private final Store store;
  private final AuditService audit;
  private final Clock clock;
  private final ObjectMapper mapper =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
              .build());

  /** Called by Declarative Services. */
  @Activate
  public Attestations(
      @Reference ConfigService config, @Reference Store store, @Reference AuditService audit) {
    this(config, store, audit, Clock.systemUTC());
  }

  /** Creates it with a clock of its own. */
  public Attestations(ConfigService config, Store store, AuditService audit, Clock clock) {
    this.config = requireNonNull(config, "config is null");
    this.store = requireNonNull(store, "store is null");
    this.audit = requireNonNull(audit, "audit is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** Returns how many bytes an envelope may have. */
  public int limit() {
    return Math.toIntExact(
        config.current().bytes("supplyChain.limits.attestation").orElse(4L << 20));
  }

  /**
   * Takes a DSSE envelope.
   *
   * @param entityRef what it is about, which is there
   * @throws PortalException that says why it is not believed, with code {@code NOT_ALLOWED} when no
   *     signature is of a configured key
   */
  public Attestation put(String entityRef, byte[] body, PortalPrincipal sender) {
    if (body.length > limit()) {
      throw new PortalException(
          ErrorCode.PAYLOAD_TOO_LARGE,
          "The envelope has more than " + limit() + " bytes, see supplyChain.limits.attestation");
    }
    Envelope envelope = Envelope.open(mapper, body, AttestationKeys.of(config.current()));
    Attestation attestation =
        Attestation.of(envelope, Documents.digest(body), sender.getName(), clock.millis());
    long keep = Math.max(1, config.current().number(KEEP).orElse(20L));
    return store.write(
        c -> {
          Sql.update(
              c,
              "INSERT INTO attestation (entity_ref, digest, predicate_type, subjects, signer,"
                  + " builder, build_type, source_uri, commit_id, actor, received_ms, envelope)"
                  + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                  + " ON CONFLICT (entity_ref, digest) DO UPDATE SET"
                  + " received_ms = excluded.received_ms, signer = excluded.signer",
              entityRef,
              attestation.digest(),
              attestation.predicateType(),
              Lists.join(attestation.subjects()),
              attestation.signer(),
              attestation.builder(),
              attestation.buildType(),
              attestation.sourceUri(),
              attestation.commit(),
              attestation.actor(),
              attestation.receivedMillis(),
              new String(body, UTF_8));
          Sql.update(
              c,
              "DELETE FROM attestation WHERE entity_ref = ? AND predicate_type = ? AND digest NOT"
                  + " IN (SELECT digest FROM attestation WHERE entity_ref = ? AND predicate_type ="
                  + " ? ORDER BY received_ms DESC, digest LIMIT ?)",
              entityRef,
              attestation.predicateType(),
              entityRef,
              attestation.predicateType(),
              keep);
          audit.record(
              c,
              AuditEvent.event("security-attestation", sender)
                  .subAction("put")
                  .target("entity", entityRef)
                  .digests(null, attestation.digest())
                  .meta("predicateType", attestation.predicateType())
                  .meta("signer", attestation.signer())
                  .build());
          return attestation;
        });
  }

  /** Returns the statements about an entity, the newest first. */
  public List<Attestation> list(String entityRef) {
    return store.read(
        c ->
            Sql.list(
                c,
                row ->
                    new Attestation(
                        row.getString(1),
                        row.getString(2),
                        Lists.split(row.getString(3)),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        row.getLong(10)),
                "SELECT digest, predicate_type, subjects, signer, builder, build_type, source_uri,"
                    + " commit_id, actor, received_ms FROM attestation WHERE entity_ref = ?"
                    + " ORDER BY received_ms DESC, digest",
                entityRef));
  }

  /** Returns an envelope as it was received. */
  public Optional<String> envelope(String entityRef, String digest) {
    return store
        .read(
            c ->
                Sql.list(
                    c,
                    row -> row.getString(1),
                    "SELECT envelope FROM attestation WHERE entity_ref = ? AND digest = ?",
                    entityRef,
                    digest))
        .stream()
        .findFirst();
  }
}
