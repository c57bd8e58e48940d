package dev.callboard.scaffolder.permission;

import dev.callboard.platform.permission.Condition;
import dev.callboard.platform.permission.PermissionRule;
import dev.callboard.platform.permission.ResourceRules;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Tells the rules of calls of actions, which have no names: none meets a condition on its own. */
@Component(service = ResourceRules.class)
public final class CallRules implements ResourceRules {
  @Override
  public String resourceType() {
    return ScaffolderPermissions.ACTION;
  }

  @Override
  public List<PermissionRule> rules() {
    return RuleDescriptions.ACTION;
  }

  @Override
  public boolean meets(String resourceRef, Condition condition) {
    return false;
  }
}
