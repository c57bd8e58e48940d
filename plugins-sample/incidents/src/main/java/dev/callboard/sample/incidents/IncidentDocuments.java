package dev.callboard.sample.incidents;

import dev.callboard.platform.permission.Permission;
import dev.callboard.search.spi.DocumentCollator;
import dev.callboard.search.spi.DocumentSink;
import dev.callboard.search.spi.SearchDocument;
import java.sql.SQLException;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Has open incidents found by those who may read them. They are few, so all are read each time. */
@Component
public final class IncidentDocuments implements DocumentCollator {
  private final Incidents incidents;

  /** Creates the collator; the search calls {@link #readAll}. */
  @Activate
  public IncidentDocuments(@Reference Incidents incidents) {
    this.incidents = incidents;
  }

  @Override
  public String type() {
    return "incidents";
  }

  @Override
  public Optional<Permission> visibilityPermission() {
    return Optional.of(Permission.basic(IncidentsPermissions.READ, "read"));
  }

  @Override
  public Optional<String> readAll(DocumentSink sink) throws SQLException {
    for (Incident incident : incidents.list(true, IncidentsConfig.LARGEST_MAX_OPEN)) {
      sink.put(
          SearchDocument.document(incident.id(), incident.title(), "/incidents/" + incident.id())
              .field("kind", "incident")
              .field("component", incident.component())
              .tag(incident.severity().text())
              .build());
    }
    return Optional.empty();
  }

  @Override
  public AutoCloseable onChange(Runnable wake) {
    return incidents.onChange(wake);
  }
}
