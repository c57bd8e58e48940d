package dev.callboard.catalog.explain;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.feed.ChangeFeed;
import dev.callboard.catalog.index.EntityHandle;
import dev.callboard.catalog.index.Snapshot;
import dev.callboard.catalog.location.CatalogRules;
import dev.callboard.catalog.query.CatalogReader;
import dev.callboard.catalog.query.EntityFilter;
import dev.callboard.catalog.sql.CatalogDatabase;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionRequest;
import dev.callboard.platform.permission.PermissionService;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells why an entity is, or is not, in the catalog. To who may not read the entity it says what it
 * says of one that was never seen. Thread-safe; blocks.
 */
@Component(service = Explainer.class)
public final class Explainer {
  private static final Permission INGESTION = Permission.basic("catalog.ingestion.read", "read");

  private final CatalogDatabase database;
  private final CatalogReader reader;
  private final PermissionService permissions;
  private final ConfigService config;

  /**
   * The answer.
   *
   * @param served whether the caller can read the entity now
   * @param findings never empty, the most important one first
   */
  public record Answer(boolean served, List<Finding> findings) {}

  /** Called by the framework. */
  @Activate
  public Explainer(
      @Reference PluginDatabase database,
      @Reference CatalogReader reader,
      @Reference PermissionService permissions,
      @Reference ConfigService config) {
    this.database = new CatalogDatabase(database);
    this.reader = requireNonNull(reader, "reader is null");
    this.permissions = requireNonNull(permissions, "permissions is null");
    this.config = requireNonNull(config, "config is null");
  }

  /**
   * Explains an entity.
   *
   * @param ref the canonical reference
   */
  public Answer explain(String ref, PortalPrincipal caller) {
    Snapshot snapshot = reader.snapshot();
    EntityFilter permitted = reader.permitted(caller);
    Optional<EntityHandle> entity = snapshot.byRef(ref);
    Evidence evidence = evidence(ref);
    boolean known =
        entity.isPresent()
            ? CatalogReader.visible(entity.get(), permitted)
            : mayKnow(evidence, permitted, caller);
    if (!known) {
      return new Answer(false, List.of(Explanation.neverSeen(ref)));
    }
    return new Answer(
        entity.isPresent(),
        Explanation.of(
            ref,
            evidence,
            () -> CatalogRules.of(config.current()).describe(),
            parent ->
                snapshot
                    .byRef(parent)
                    .filter(each -> CatalogReader.visible(each, permitted))
                    .isPresent()));
  }

  /** Of what is not served, conditions can be asked only about its last form. */
  private boolean mayKnow(Evidence evidence, EntityFilter permitted, PortalPrincipal caller) {
    return permitted.equals(EntityFilter.ALL)
        || evidence.lastForm().filter(form -> ChangeFeed.visible(form, permitted)).isPresent()
        || permissions
                .authorize(caller, new PermissionRequest(INGESTION, Optional.empty()))
                .effect()
            == Decision.Effect.ALLOW;
  }

  private Evidence evidence(String ref) {
    return database.read(connection -> EvidenceTable.find(connection, ref));
  }
}
