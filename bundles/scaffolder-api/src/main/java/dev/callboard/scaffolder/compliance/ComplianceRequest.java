package dev.callboard.scaffolder.compliance;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.scaffolder.api.Workspace;
import java.util.List;
import java.util.Optional;

/** What is to be checked: an entity of the catalog, or files. Immutable. */
public final class ComplianceRequest {
  private final String entityRef;
  private final Workspace files;
  private final List<String> checks;
  private final String level;
  private final PortalPrincipal principal;

  private ComplianceRequest(
      String entityRef,
      Workspace files,
      List<String> checks,
      String level,
      PortalPrincipal principal) {
    this.entityRef = entityRef;
    this.files = files;
    this.checks = checks;
    this.level = level;
    this.principal = requireNonNull(principal, "principal is null");
  }

  /** Returns a request for an entity, with all checks. */
  public static ComplianceRequest ofEntity(String entityRef, PortalPrincipal principal) {
    requireNonNull(entityRef, "entityRef is null");
    return new ComplianceRequest(entityRef, null, List.of(), null, principal);
  }

  /** Returns a request for files, such as a repository that is not published yet. */
  public static ComplianceRequest ofFiles(Workspace files, PortalPrincipal principal) {
    requireNonNull(files, "files is null");
    return new ComplianceRequest(null, files, List.of(), null, principal);
  }

  /** Returns the same for some checks; an empty list stands for all. */
  public ComplianceRequest withChecks(List<String> ids) {
    return new ComplianceRequest(entityRef, files, List.copyOf(ids), level, principal);
  }

  /** Returns the same for the checks of a level and of those below it. */
  public ComplianceRequest withLevel(String wanted) {
    return new ComplianceRequest(
        entityRef, files, checks, requireNonNull(wanted, "wanted is null"), principal);
  }

  /** Returns the canonical reference of the entity, or empty. */
  public Optional<String> entityRef() {
    return Optional.ofNullable(entityRef);
  }

  /** Returns the files, which must not be changed, or empty. */
  public Optional<Workspace> files() {
    return Optional.ofNullable(files);
  }

  /** Returns the ids of the checks that are asked for; empty when none are named. */
  public List<String> checks() {
    return checks;
  }

  /**
   * Returns the level that is asked for, or empty. With {@link #checks}, both count; with neither,
   * all checks do.
   */
  public Optional<String> level() {
    return Optional.ofNullable(level);
  }

  /** Returns for whom: what it may not see must not show in a result. */
  public PortalPrincipal principal() {
    return principal;
  }
}
