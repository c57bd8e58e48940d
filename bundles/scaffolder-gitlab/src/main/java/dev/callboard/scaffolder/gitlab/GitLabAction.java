package dev.callboard.scaffolder.gitlab;

import static java.util.Objects.requireNonNull;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.RepositoryAction;

/** An action on one project or group on GitLab. */
abstract class GitLabAction extends RepositoryAction {
  final GitLabHosts hosts;

  GitLabAction(String id, String description, GitLabHosts hosts) {
    super(id, description, "gitlab.com?owner=acme&repo=shop");
    this.hosts = requireNonNull(hosts, "hosts is null");
  }

  @Override
  protected final void run(ActionInput input, ActionContext context) throws Exception {
    run(hosts.open(context, input.require("repoUrl"), input.text("token")), input, context);
  }

  abstract void run(GitLab gitlab, ActionInput input, ActionContext context) throws Exception;
}
