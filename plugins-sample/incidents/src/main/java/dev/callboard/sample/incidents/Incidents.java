package dev.callboard.sample.incidents;

import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The incidents. Each change and its audit event are stored together, or neither is. */
@Component(service = Incidents.class)
public final class Incidents {
  private final PluginDatabase database;
  private final AuditService audit;
  private final Settings settings;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** Creates the store; the migration runs when it is first used. */
  @Activate
  public Incidents(
      @Reference PluginDatabase database,
      @Reference AuditService audit,
      @Reference Settings settings) {
    this.database = database;
    this.audit = audit;
    this.settings = settings;
  }

  /** Tells somebody after each change; he must only take a note. */
  AutoCloseable onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** Returns the newest incidents first. */
  List<Incident> list(boolean openOnly, int limit) throws SQLException {
    return database.read(connection -> new IncidentTable(connection).list(openOnly, limit));
  }

  /** Returns an incident, or empty. */
  Optional<Incident> find(String id) throws SQLException {
    return database.read(connection -> new IncidentTable(connection).find(id));
  }

  /** Opens an incident. */
  Incident open(IncidentInput input, PortalPrincipal actor) throws SQLException {
    Incident incident =
        new Incident(
            UUID.randomUUID().toString(),
            input.checkedTitle(),
            input.checkedComponent(),
            input.checkedSeverity(),
            now(),
            Optional.empty());
    return write(
        connection -> {
          IncidentTable table = new IncidentTable(connection);
          int most = settings.get().maxOpen();
          if (table.countOpen() >= most) {
            throw PortalException.conflict(
                "There are " + most + " open incidents already: resolve some of them first");
          }
          table.insert(incident);
          record(connection, "open", incident, actor);
          return incident;
        });
  }

  /** Changes what an incident says. */
  Incident change(String id, IncidentInput input, PortalPrincipal actor) throws SQLException {
    return replace(
        id,
        "change",
        actor,
        old ->
            new Incident(
                id,
                input.checkedTitle(),
                input.checkedComponent(),
                input.checkedSeverity(),
                old.opened(),
                old.resolved()));
  }

  /** Ends an incident; one that is over stays as it is. */
  Incident resolve(String id, PortalPrincipal actor) throws SQLException {
    return replace(
        id,
        "resolve",
        actor,
        old ->
            new Incident(
                id,
                old.title(),
                old.component(),
                old.severity(),
                old.opened(),
                Optional.of(old.resolved().orElseGet(Incidents::now))));
  }

  /** Removes an incident. */
  void delete(String id, PortalPrincipal actor) throws SQLException {
    write(
        connection -> {
          IncidentTable table = new IncidentTable(connection);
          Incident old = existing(table, id);
          table.delete(id);
          record(connection, "delete", old, actor);
          return old;
        });
  }

  /** Removes what was resolved longer ago than the configuration keeps it. */
  int purge() throws SQLException {
    Instant oldest = now().minus(settings.get().retention());
    return write(connection -> new IncidentTable(connection).deleteResolvedBefore(oldest));
  }

  private Incident replace(
      String id,
      String subAction,
      PortalPrincipal actor,
      java.util.function.UnaryOperator<Incident> change)
      throws SQLException {
    return write(
        connection -> {
          IncidentTable table = new IncidentTable(connection);
          Incident incident = change.apply(existing(table, id));
          table.update(incident);
          record(connection, subAction, incident, actor);
          return incident;
        });
  }

  private <T> T write(SqlWork<T> work) throws SQLException {
    T result = database.write(work);
    listeners.forEach(Runnable::run);
    return result;
  }

  private void record(
      Connection connection, String subAction, Incident incident, PortalPrincipal actor)
      throws SQLException {
    audit.record(
        connection,
        AuditEvent.event("incident-mutate", actor)
            .subAction(subAction)
            .target("incident", incident.id())
            .meta("component", incident.component())
            .build());
  }

  private static Incident existing(IncidentTable table, String id) throws SQLException {
    return table
        .find(id)
        .orElseThrow(() -> PortalException.notFound("No incident with id '" + id + "'"));
  }

  /** To the millisecond, as the table keeps it. */
  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
