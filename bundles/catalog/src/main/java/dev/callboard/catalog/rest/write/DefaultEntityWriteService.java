package dev.callboard.catalog.rest.write;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.api.EntityWriteOptions;
import dev.callboard.catalog.api.EntityWriteService;
import dev.callboard.catalog.changes.Cause;
import dev.callboard.catalog.index.IndexedEntity;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.write.EntityPut;
import dev.callboard.catalog.write.EntityWriter;
import dev.callboard.catalog.write.Precondition;
import dev.callboard.catalog.write.WriteGuard;
import dev.callboard.catalog.write.WriteOptions;
import dev.callboard.catalog.write.WriteOutcome;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.permission.PermissionService;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Does what {@code PUT} and {@code POST /entities/bulk} do, for other bundles. */
@Component(service = EntityWriteService.class)
public final class DefaultEntityWriteService implements EntityWriteService {
  private final EntityWriter writer;
  private final WriteAccess access;

  /** Called by the framework. */
  @Activate
  public DefaultEntityWriteService(
      @Reference EntityWriter writer,
      @Reference CatalogReader reader,
      @Reference PermissionService permissions,
      @Reference ConfigService config) {
    this.writer = requireNonNull(writer, "writer is null");
    this.access = new WriteAccess(reader, permissions, config);
  }

  @Override
  public List<EntityRef> put(List<Entity> entities, EntityWriteOptions options) {
    access.checkWritable();
    WriteGuard guard = new Guard(access.put(options.principal()), options.replaces());
    checkCount(entities.size());
    List<WriteOutcome> outcomes =
        writer.putAll(
            entities.stream().map(entity -> new EntityPut(entity.ref(), entity.json())).toList(),
            true,
            new WriteOptions(
                new Cause(options.principal(), options.reason()),
                Precondition.NONE,
                options.dryRun(),
                guard));
    List<PortalException> refusals =
        outcomes.stream().map(WriteOutcome::refusal).flatMap(Optional::stream).toList();
    if (!refusals.isEmpty()) {
      throw refused(refusals);
    }
    return entities.stream().map(Entity::ref).toList();
  }

  private void checkCount(int count) {
    long maximum = access.maxEntities();
    if (count == 0 || count > maximum) {
      throw PortalException.input(
          "One to "
              + maximum
              + " entities can be written at once ("
              + WriteAccess.MAX_ENTITIES
              + "), found "
              + count);
    }
  }

  private static PortalException refused(List<PortalException> refusals) {
    if (refusals.size() == 1) {
      return refusals.get(0);
    }
    return new PortalException(
        refusals.get(0).code(),
        refusals.stream().map(PortalException::getMessage).collect(Collectors.joining("\n")));
  }

  /** Lets those pass that the principal may write and that are to be replaced. */
  private record Guard(WriteGuard access, Predicate<Entity> replaces) implements WriteGuard {
    @Override
    public boolean knows(IndexedEntity before) {
      return access.knows(before);
    }

    @Override
    public void check(String ref, Optional<IndexedEntity> before) {
      access.check(ref, before);
      if (before.isPresent() && !replaces.test(Entity.of(before.get().entity()))) {
        throw PortalException.conflict("The entity " + ref + " is in the catalog already");
      }
    }

    @Override
    public boolean isUnconditional() {
      return access.isUnconditional();
    }
  }
}
