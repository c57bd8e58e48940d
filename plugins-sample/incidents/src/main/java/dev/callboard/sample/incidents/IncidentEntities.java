package dev.callboard.sample.incidents;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.spi.DeferredEntity;
import dev.callboard.catalog.spi.EntityProvider;
import dev.callboard.catalog.spi.EntityProviderConnection;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows each open incident as an entity of kind {@code Resource}, type {@code incident}. */
@Component(service = {EntityProvider.class, IncidentEntities.class})
public final class IncidentEntities implements EntityProvider {
  private final Incidents incidents;
  private final Settings settings;
  private final TaskExecutor executor;
  private volatile Optional<EntityProviderConnection> connection = Optional.empty();

  /** Creates the provider; the catalog calls {@link #connect}. */
  @Activate
  public IncidentEntities(
      @Reference Incidents incidents,
      @Reference Settings settings,
      @Reference TaskExecutor executor) {
    this.incidents = incidents;
    this.settings = settings;
    this.executor = executor;
  }

  @Override
  public String name() {
    return "incidents";
  }

  @Override
  public void connect(EntityProviderConnection newConnection) {
    connection = Optional.of(newConnection);
    // The catalog waits for this call, and must not wait for our database.
    executor.submit(
        "publish incidents",
        () -> {
          publishAll();
          return null;
        });
  }

  /** Makes the catalog show exactly the incidents that are open. */
  void publishAll() throws SQLException {
    if (connection.isEmpty()) {
      return;
    }
    List<DeferredEntity> open =
        incidents.list(true, IncidentsConfig.LARGEST_MAX_OPEN).stream()
            .map(this::deferred)
            .toList();
    connection.get().replaceAll(open);
  }

  /** Makes the catalog show one incident as it is now, or not at all when it is not open. */
  void publish(String id) throws SQLException {
    if (connection.isEmpty()) {
      return;
    }
    // Read again rather than handed over: of two changes at a time the later one is shown.
    Optional<Incident> open = incidents.find(id).filter(incident -> incident.resolved().isEmpty());
    connection
        .get()
        .applyDelta(
            open.map(this::deferred).map(List::of).orElse(List.of()),
            open.isPresent() ? List.of() : List.of("resource:default/" + id));
  }

  private DeferredEntity deferred(Incident incident) {
    String location = "incidents:" + incident.id();
    Entity entity =
        Entity.of(
            Map.of(
                "apiVersion",
                "backstage.io/v1alpha1",
                "kind",
                "Resource",
                "metadata",
                Map.of(
                    "name",
                    incident.id(),
                    "title",
                    incident.title(),
                    "tags",
                    List.of(incident.severity().text()),
                    "annotations",
                    Map.of(
                        "backstage.io/managed-by-location", location,
                        "backstage.io/managed-by-origin-location", location)),
                "spec",
                Map.of(
                    "type",
                    "incident",
                    "owner",
                    settings.get().owner(),
                    "dependsOn",
                    List.of(incident.component()))));
    return DeferredEntity.of(entity, location);
  }
}
