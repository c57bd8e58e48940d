package dev.callboard.catalog.write;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.ingest.EntityProcessing;
import dev.callboard.catalog.model.MergePatch;
import dev.callboard.catalog.model.Problem;
import dev.callboard.catalog.store.CurrentEntity;
import dev.callboard.catalog.store.EntitySession;
import dev.callboard.catalog.store.EntityVersion;
import dev.callboard.catalog.store.EntityWrites;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes entities through the store and shows them to readers before it returns. */
@Component(service = EntityWriter.class)
public final class DefaultEntityWriter implements EntityWriter {
  private final EntityProcessing processing;
  private final EntityWrites writes;
  private final WriteAudit audit;
  private final ConfigService config;

  /** Called by the framework. */
  @Activate
  public DefaultEntityWriter(
      @Reference EntityProcessing processing,
      @Reference AuditService audit,
      @Reference ConfigService config) {
    this.processing = requireNonNull(processing, "processing is null");
    this.writes = new EntityWrites(processing.store());
    this.audit = new WriteAudit(requireNonNull(audit, "audit is null"));
    this.config = requireNonNull(config, "config is null");
  }

  @Override
  public WriteResult put(EntityRef ref, Map<String, Object> entity, WriteOptions options) {
    return one(putAll(List.of(new EntityPut(ref, entity)), true, options));
  }

  private static WriteResult one(List<WriteOutcome> outcomes) {
    WriteOutcome outcome = outcomes.get(0);
    outcome
        .refusal()
        .ifPresent(
            refusal -> {
              throw refusal;
            });
    return outcome.result().orElseThrow();
  }

  @Override
  public List<WriteOutcome> putAll(List<EntityPut> puts, boolean atomic, WriteOptions options) {
    List<WriteOutcome> outcomes = store(puts, atomic, options);
    for (WriteOutcome each : outcomes) {
      each.refusal().ifPresent(why -> audit.refused(options, "put", each.ref(), why));
    }
    return outcomes;
  }

  private List<WriteOutcome> store(List<EntityPut> puts, boolean atomic, WriteOptions options) {
    PutBatch batch = new PutBatch(puts, atomic, checks(options), processing);
    try {
      return change(options, batch::store);
    } catch (PutBatch.Undone e) {
      return e.outcomes();
    }
  }

  @Override
  public WriteResult patch(EntityRef ref, Map<String, Object> mergePatch, WriteOptions options) {
    String key = ref.toString();
    try {
      return Outdated.retry(key, () -> patch(ref, key, mergePatch, options));
    } catch (PortalException e) {
      audit.refused(options, "patch", key, e);
      throw e;
    }
  }

  private WriteResult patch(
      EntityRef ref, String key, Map<String, Object> mergePatch, WriteOptions options) {
    EntityVersion found = writes.version(key).orElseThrow(() -> WriteChecks.unknown(key));
    if (found.document().isEmpty()) {
      List<Problem> problems = OverlayRules.of(config.current()).problems(mergePatch);
      OverlayPatch overlay = new OverlayPatch(key, checks(options));
      return change(options, session -> overlay.apply(session, mergePatch, problems));
    }
    Map<String, Object> before = Documents.parse(found.document().get());
    WriteOptions sameVersion = Outdated.unless(found.entity().etag(), options);
    EntityPut put = new EntityPut(ref, MergePatch.apply(before, mergePatch));
    return one(store(List.of(put), true, sameVersion));
  }

  @Override
  public void delete(EntityRef ref, WriteOptions options) {
    String key = ref.toString();
    try {
      change(options, session -> delete(session, key, checks(options)));
    } catch (PortalException e) {
      audit.refused(options, "delete", key, e);
      throw e;
    }
  }

  @Override
  public Optional<EntityOverlay> overlay(EntityRef ref) {
    return writes
        .overlay(ref.toString())
        .map(
            found ->
                new EntityOverlay(
                    found.ref(),
                    found.etag(),
                    found.patch(),
                    found.actor(),
                    Instant.ofEpochMilli(found.at())));
  }

  @Override
  public void removeOverlay(EntityRef ref, WriteOptions options) {
    OverlayPatch overlay = new OverlayPatch(ref.toString(), checks(options));
    try {
      change(
          options,
          session -> {
            overlay.remove(session);
            return null;
          });
    } catch (PortalException e) {
      audit.refused(options, "remove-overlay", ref.toString(), e);
      throw e;
    }
  }

  private Void delete(EntitySession session, String ref, WriteChecks checks) throws SQLException {
    CurrentEntity current = checks.known(session.current(List.of(ref)).get(ref));
    if (current == null || current.served().isEmpty()) {
      checks.version(ref, current);
      throw WriteChecks.unknown(ref);
    }
    checks.guard(ref, current);
    checks.version(ref, current);
    session.delete(current);
    return null;
  }

  private <T> T change(WriteOptions options, EntityWrites.Work<T> work) {
    if (options.dryRun()) {
      return tried(options, work);
    }
    EntityWrites.Done<T> done = writes.change(options.cause(), work);
    processing.publish(done.changes());
    return done.result();
  }

  /** Does everything and undoes it. */
  private <T> T tried(WriteOptions options, EntityWrites.Work<T> work) {
    AtomicReference<T> result = new AtomicReference<>();
    try {
      writes.change(
          options.cause(),
          session -> {
            result.set(work.apply(session));
            throw new DryRunEnd();
          });
      throw new IllegalStateException("a dry run was stored");
    } catch (DryRunEnd e) {
      return result.get();
    }
  }

  private WriteChecks checks(WriteOptions options) {
    return new WriteChecks(
        options, config.current().bool("catalog.write.requireIfMatch").orElse(false));
  }
}
