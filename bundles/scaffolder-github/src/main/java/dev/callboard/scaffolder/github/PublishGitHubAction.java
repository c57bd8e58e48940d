package dev.callboard.scaffolder.github;

import static java.util.Objects.requireNonNull;

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

/** {@code publish:github}: creates a repository with the files of the workspace. */
@Component(service = TemplateAction.class)
public final class PublishGitHubAction extends GitHubAction {
  private final GitPublisher publisher;

  /** Called by Declarative Services. */
  @Activate
  public PublishGitHubAction(@Reference GitHubHosts hosts, @Reference GitPublisher publisher) {
    super(
        "publish:github", "Creates a repository on GitHub with the files of the workspace.", hosts);
    this.publisher = requireNonNull(publisher, "publisher is null");
  }

  @Override
  protected List<String> example() {
    return List.of("description: A shop", "repoVisibility: internal", "topics: [java]");
  }

  @Override
  protected InputSchema inputs() {
    return RepositoryInputs.creation()
        .all(RepositoryInputs.commit())
        .all(RepositoryInputs.protectedBranch());
  }

  @Override
  public Map<String, Object> outputSchema() {
    return RepositoryInputs.publishedOutputs().build();
  }

  @Override
  void run(GitHubRepository repository, ActionInput input, ActionContext context) throws Exception {
    FirstCommit commit = new FirstCommit(publisher, repository, input);
    commit.check(context);
    CreatedRepository created = new RepositoryMaker(repository, input).create();
    context.output("commitHash", commit.push(context, created.remoteUrl()));
    context.output("remoteUrl", created.remoteUrl());
    context.output("repoContentsUrl", created.contentsUrl(commit.branch()));
  }
}
