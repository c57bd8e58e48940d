package dev.callboard.supply.chain.rest;

import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionProvider;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** What one may do here. Of entities that one may not see nothing is shown in any case. */
@Component
public final class SupplyChainPermissions implements PermissionProvider {
  /** To read what entities are made of and what is wrong with it. */
  public static final String READ = "supply-chain.finding.read";

  /** To send documents about entities. */
  public static final String UPLOAD = "supply-chain.document.upload";

  /** To delete documents about entities. */
  public static final String DELETE = "supply-chain.document.delete";

  /** To decide about findings of entities that one does not own. */
  public static final String DECIDE = "supply-chain.finding.decide";

  /** To import what is known of vulnerabilities. */
  public static final String FEED = "supply-chain.feed.import";

  @Override
  public List<Permission> permissions() {
    return List.of(
        Permission.basic(READ, "read"),
        Permission.basic(UPLOAD, "create"),
        Permission.basic(DELETE, "delete"),
        Permission.basic(DECIDE, "update"),
        Permission.basic(FEED, "update"));
  }
}
