package dev.callboard.scaffolder.action;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.EntityWriteService;
import dev.callboard.catalog.api.LocationService;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.provenance.Registrations;
import dev.callboard.scaffolder.task.TemplateEngines;
import java.util.List;

/** The server's own actions, made without a framework. */
public final class OfflineActions {
  private OfflineActions() {}

  /** Returns the actions over what stands for the rest of the server. */
  public static List<TemplateAction> of(
      UrlReader reader,
      CatalogService catalog,
      LocationService locations,
      EntityWriteService writes,
      ConfigService config,
      TemplateEngines engines) {
    TemplateFiles files = new TemplateFiles(reader, config);
    return List.of(
        new FetchPlainAction(files),
        new FetchPlainFileAction(files),
        new FetchTemplateAction(files, engines),
        new FetchTemplateFileAction(files, engines),
        new WorkspaceTemplateAction(engines),
        new WorkspaceTemplateFileAction(engines),
        new CatalogApplyAction(writes),
        new CatalogFetchAction(catalog),
        new CatalogRegisterAction(locations, reader, new Registrations()),
        new CatalogWriteAction(),
        new DebugLogAction(),
        new DebugWaitAction(),
        new ApprovalRequestAction(config),
        new WaitUntilAction(),
        new FsDeleteAction(),
        new FsReaddirAction(),
        new FsRenameAction());
  }
}
