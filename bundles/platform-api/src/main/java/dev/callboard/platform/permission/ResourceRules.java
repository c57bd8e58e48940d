package dev.callboard.platform.permission;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service with which a plugin tells the rules of one of its types of resource, and judges
 * conditions on single resources. It counts for the permissions of the same plugin only. Lists are
 * filtered by the plugin itself, which has to give the same answers. Called on request threads.
 */
@ConsumerType
public interface ResourceRules {
  /** Returns the type of resource, such as {@code catalog-entity}, not null. Asked once. */
  String resourceType();

  /** Returns the rules, not null. Asked once. */
  List<PermissionRule> rules();

  /**
   * Returns whether a resource meets a condition.
   *
   * @param resourceRef names the resource, not null; one that does not exist meets nothing, not
   *     even a negation
   * @param condition made of the rules above, with parameters that fit their schemas, not null
   * @throws dev.callboard.platform.error.PortalException when it cannot be told now: that is no
   *     permission
   */
  boolean meets(String resourceRef, Condition condition);
}
