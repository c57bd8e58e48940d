package dev.callboard.scaffolder.github;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestBody;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.publish.ActionInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens a pull request, or updates one, once. */
final class PullRequest {
  private final GitHubRepository target;
  private final ActionInput input;
  private final ProposedFiles files;
  private final String branch;

  PullRequest(GitHubRepository target, ActionInput input, ProposedFiles files) {
    this.target = target;
    this.input = input;
    this.files = files;
    branch = input.require("branchName");
  }

  /** Returns {@code number}, {@code url} and {@code base}, or empty when there are no changes. */
  Optional<Map<String, Object>> open(String message, Optional<Map<String, Object>> author)
      throws Exception {
    RestAnswer found =
        target.call("Looking for the repository " + target, "GET", target.path(), null);
    String base = input.text("targetBranchName").orElse("");
    if (base.isEmpty()) {
      base = found.requireText("default_branch");
    }
    GitHubRepository source = new Fork(target).source(found, input.bool("forceFork", false), base);
    String key = "pull." + target + "." + branch;
    Optional<String> commit = commit(source, key, base, message, author);
    if (commit.isEmpty()) {
      return Optional.empty();
    }
    String onto = base;
    return Optional.of(target.context().checkpoint(key, () -> pull(source, onto, commit.get())));
  }

  private Optional<String> commit(
      GitHubRepository source,
      String key,
      String base,
      String message,
      Optional<Map<String, Object>> author)
      throws Exception {
    HeadBranch head = new HeadBranch(source, branch);
    Map<String, Object> made =
        target
            .context()
            .checkpoint(
                key + ".commit",
                () -> {
                  Optional<String> there = head.commit();
                  if (there.isPresent() && !input.bool("update", false)) {
                    throw PortalException.conflict(
                        "The branch '" + branch + "' of " + source + " exists already");
                  }
                  String parent = there.orElse("");
                  if (parent.isEmpty()) {
                    parent = new HeadBranch(target, base).require();
                  }
                  ProposedCommit.Made now =
                      new ProposedCommit(source, files).make(parent, message, author);
                  return Map.of("sha", now.sha(), "changed", now.changed(), "parent", parent);
                });
    boolean changed = Boolean.TRUE.equals(made.get("changed"));
    if (!changed && !input.bool("createWhenEmpty", true)) {
      return Optional.empty();
    }
    String sha = String.valueOf(made.get("sha"));
    head.set(sha, String.valueOf(made.get("parent")));
    return Optional.of(sha);
  }

  private Map<String, Object> pull(GitHubRepository source, String base, String commit) {
    String head = source.owner() + ":" + branch;
    Optional<Map<String, Object>> there = find(head, base, commit);
    if (there.isPresent()) {
      return there.get();
    }
    RestAnswer answer =
        target.call(
            "Opening the pull request",
            "POST",
            target.path("pulls"),
            RestBody.of()
                .with("title", input.require("title"))
                .with("body", input.text("description"))
                .with("head", source.owner().equals(target.owner()) ? branch : head)
                .with("base", base)
                .with("draft", input.bool("draft"))
                .build());
    return facts(answer.object(), base);
  }

  /** One that is open already is updated, or is what an interrupted attempt has opened. */
  private Optional<Map<String, Object>> find(String head, String base, String commit) {
    String query = "?state=open&head=" + UrlPath.encode(head) + "&base=" + UrlPath.encode(base);
    List<Object> open =
        target.call("Looking for pull requests", "GET", target.path("pulls") + query, null).list();
    for (Object item : open) {
      if (item instanceof Map<?, ?> pull
          && pull.get("head") instanceof Map<?, ?> at
          && commit.equals(at.get("sha"))) {
        RestAnswer answer =
            target.call(
                "Updating the pull request",
                "PATCH",
                target.path("pulls", String.valueOf(pull.get("number"))),
                RestBody.of()
                    .with("title", input.require("title"))
                    .with("body", input.text("description"))
                    .build());
        return Optional.of(facts(answer.object(), base));
      }
    }
    return Optional.empty();
  }

  private static Map<String, Object> facts(Map<String, Object> pull, String base) {
    if (!(pull.get("number") instanceof Number number)
        || !(pull.get("html_url") instanceof String url)) {
      throw PortalException.unavailable("The host's answer is no pull request");
    }
    Object onto = pull.get("base") instanceof Map<?, ?> map ? map.get("ref") : base;
    return Map.of("number", number, "url", url, "base", onto == null ? base : onto);
  }
}
