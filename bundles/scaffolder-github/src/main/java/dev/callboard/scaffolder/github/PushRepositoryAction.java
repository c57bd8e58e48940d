package dev.callboard.scaffolder.github;

import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.GitPublisher;
import dev.callboard.scaffolder.publish.InputSchema;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code github:repo:push}: pushes the files of the workspace to a repository without commits. */
@Component(service = TemplateAction.class)
public final class PushRepositoryAction extends GitHubAction {
  private final GitPublisher publisher;

  /** Called by Declarative Services. */
  @Activate
  public PushRepositoryAction(@Reference GitHubHosts hosts, @Reference GitPublisher publisher) {
    super(
        "github:repo:push",
        "Pushes the files of the workspace to an empty repository on GitHub.",
        hosts);
    this.publisher = requireNonNull(publisher, "publisher is null");
  }

  @Override
  protected List<String> example() {
    return List.of("gitCommitMessage: Begin", "protectDefaultBranch: false");
  }

  @Override
  protected InputSchema inputs() {
    return RepositoryInputs.commit().all(RepositoryInputs.protectedBranch());
  }

  @Override
  public Map<String, Object> outputSchema() {
    return RepositoryInputs.publishedOutputs().build();
  }

  @Override
  void run(GitHubRepository repository, ActionInput input, ActionContext context) throws Exception {
    RestAnswer found =
        repository.call("Looking for the repository " + repository, "GET", repository.path(), null);
    CreatedRepository target =
        new CreatedRepository(repository.cloneUrl(found).toString(), found.requireText("html_url"));
    FirstCommit commit = new FirstCommit(publisher, repository, input);
    context.output("commitHash", commit.push(context, target.remoteUrl()));
    context.output("remoteUrl", target.remoteUrl());
    context.output("repoContentsUrl", target.contentsUrl(commit.branch()));
  }
}
