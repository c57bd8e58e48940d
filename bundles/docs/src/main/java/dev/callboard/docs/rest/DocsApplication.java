package dev.callboard.docs.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.plugin.CallboardPlugin;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** The REST application of the documentation. */
@Component(service = Application.class)
@JakartarsApplicationBase("/techdocs")
@JakartarsName("techdocs")
@CallboardPlugin(
    id = "techdocs",
    name = "Documentation",
    description = "Builds and serves documentation that is kept beside the code")
public final class DocsApplication extends Application {
  private final Set<Object> resources;

  /** Called by the framework. */
  @Activate
  public DocsApplication(
      @Reference StaticResource files,
      @Reference MetadataResource metadata,
      @Reference SyncResource sync,
      @Reference ReportResource report) {
    resources =
        Set.of(
            requireNonNull(files, "files is null"),
            requireNonNull(metadata, "metadata is null"),
            requireNonNull(sync, "sync is null"),
            requireNonNull(report, "report is null"));
  }

  @Override
  @SuppressWarnings("deprecation")
  public Set<Object> getSingletons() {
    return resources;
  }
}
