package dev.callboard.scaffolder.task;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.permission.PermissionService;
import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.scaffolder.action.ActionRegistry;
import dev.callboard.scaffolder.template.TemplateEngine;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What runs work with.
 *
 * @param engines gives what renders expressions now
 * @param actions the actions that are there
 * @param permissions decides which of them may be run
 * @param executor gives threads
 * @param config the configuration of now
 * @param directory where workspaces are
 */
record RunServices(
    Supplier<TemplateEngine> engines,
    ActionRegistry actions,
    PermissionService permissions,
    TaskExecutor executor,
    Supplier<Config> config,
    Path directory) {
  TemplateEngine engine() {
    return engines.get();
  }
}
