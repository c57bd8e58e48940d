package dev.callboard.scaffolder.bitbucket;

import dev.callboard.integrations.rest.RestBody;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.publish.ActionInput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A restriction of branches, as a step wants it. */
final class BranchRestriction {
  static final String[] KINDS = {
    "push",
    "force",
    "delete",
    "restrict_merges",
    "require_tasks_to_be_completed",
    "require_approvals_to_merge",
    "require_default_reviewer_approvals_to_merge",
    "require_no_changes_requested",
    "require_passing_builds_to_merge",
    "require_commits_behind",
    "reset_pullrequest_approvals_on_change",
    "smart_reset_pullrequest_approvals",
    "reset_pullrequest_changes_requested_on_change",
    "require_all_dependencies_merged",
    "enforce_merge_checks",
    "allow_auto_merge_when_builds_pass"
  };
  static final String[] TYPES = {
    "feature", "bugfix", "release", "hotfix", "development", "production"
  };
  private static final String MODEL = "branching_model";

  private final ActionInput input;
  private final String kind;
  private final String match;
  private final String member;
  private final String branches;

  BranchRestriction(ActionInput input) {
    this.input = input;
    kind = input.require("kind");
    match = input.text("branchMatchKind").orElse(MODEL);
    boolean model = match.equals(MODEL);
    member = model ? "branch_type" : "pattern";
    branches =
        model
            ? input.text("branchType").orElse("development")
            : input.text("pattern").filter(text -> !text.isBlank()).orElse(null);
    if (branches == null) {
      throw PortalException.input(
          "Input 'pattern' is missing, which 'branchMatchKind: glob' needs");
    }
  }

  Map<String, Object> body() {
    Map<String, Object> body = new HashMap<>();
    body.put("type", "branchrestriction");
    body.put("kind", kind);
    body.put("branch_match_kind", match);
    body.put(member, branches);
    body.put("value", kind.equals("push") ? null : input.integer("value").orElse(1L));
    body.put("users", who("users", "uuid", "user"));
    body.put("groups", who("groups", "slug", "group"));
    return body;
  }

  private List<Map<String, Object>> who(String list, String member, String type) {
    return input.objects(list).stream()
        .map(one -> RestBody.of().with(member, one.require(member)).with("type", type).build())
        .toList();
  }

  /** Returns a query that finds it among others. */
  String query() {
    String query = "?pagelen=100&kind=" + UrlPath.encode(kind);
    return match.equals(MODEL) ? query : query + "&pattern=" + UrlPath.encode(branches);
  }

  /** Returns whether a restriction of the repository is this one. */
  boolean is(Object value) {
    return value instanceof Map<?, ?> map
        && kind.equals(map.get("kind"))
        && match.equals(map.get("branch_match_kind"))
        && branches.equals(map.get(member));
  }

  @Override
  public String toString() {
    return kind + "." + match + "." + branches;
  }
}
