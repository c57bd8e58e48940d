package dev.callboard.scaffolder.permission;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.PermissionRule;
import dev.callboard.platform.permission.ResourceRules;
import dev.callboard.scaffolder.task.OwnerFilter;
import dev.callboard.scaffolder.task.TaskStore;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Judges conditions on tasks, which are named by their ids. */
@Component(service = ResourceRules.class)
public final class TaskRules implements ResourceRules {
  private final TaskStore store;

  /** Called by the framework. */
  @Activate
  public TaskRules(@Reference TaskStore store) {
    this.store = requireNonNull(store, "store is null");
  }

  @Override
  public String resourceType() {
    return ScaffolderPermissions.TASK;
  }

  @Override
  public List<PermissionRule> rules() {
    return RuleDescriptions.TASK;
  }

  @Override
  public boolean meets(String resourceRef, Condition condition) {
    return store.matches(resourceRef, OwnerFilter.of(condition));
  }
}
