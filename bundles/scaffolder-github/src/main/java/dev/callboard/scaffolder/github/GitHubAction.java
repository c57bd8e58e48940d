package dev.callboard.scaffolder.github;

import static java.util.Objects.requireNonNull;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.RepositoryAction;

/** An action on one repository on GitHub. */
abstract class GitHubAction extends RepositoryAction {
  private final GitHubHosts hosts;

  GitHubAction(String id, String description, GitHubHosts hosts) {
    super(id, description, "github.com?owner=acme&repo=shop");
    this.hosts = requireNonNull(hosts, "hosts is null");
  }

  @Override
  protected final void run(ActionInput input, ActionContext context) throws Exception {
    run(hosts.open(context, input), input, context);
  }

  abstract void run(GitHubRepository repository, ActionInput input, ActionContext context)
      throws Exception;
}
