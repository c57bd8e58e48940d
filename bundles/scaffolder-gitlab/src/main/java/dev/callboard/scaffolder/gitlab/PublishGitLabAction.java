package dev.callboard.scaffolder.gitlab;

import static dev.callboard.scaffolder.publish.InputSchema.bool;
import static dev.callboard.scaffolder.publish.InputSchema.list;
import static dev.callboard.scaffolder.publish.InputSchema.number;
import static dev.callboard.scaffolder.publish.InputSchema.oneOf;
import static dev.callboard.scaffolder.publish.InputSchema.preset;
import static dev.callboard.scaffolder.publish.InputSchema.text;
import static dev.callboard.scaffolder.publish.InputSchema.texts;
import static java.util.Objects.requireNonNull;

import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.Secret;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.GitPublisher;
import dev.callboard.scaffolder.publish.GitPush;
import dev.callboard.scaffolder.publish.InputSchema;
import dev.callboard.scaffolder.publish.SigningKey;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code publish:gitlab}: creates a project with the files of the workspace. */
@Component(service = TemplateAction.class)
public final class PublishGitLabAction extends GitLabAction {
  private final GitPublisher publisher;

  /** Called by Declarative Services. */
  @Activate
  public PublishGitLabAction(@Reference GitLabHosts hosts, @Reference GitPublisher publisher) {
    super("publish:gitlab", "Creates a project on GitLab with the files of the workspace.", hosts);
    this.publisher = requireNonNull(publisher, "publisher is null");
  }

  @Override
  protected List<String> example() {
    return List.of("repoVisibility: internal", "defaultBranch: main");
  }

  @Override
  protected InputSchema inputs() {
    return InputSchema.object()
        .optional(
            "repoVisibility",
            preset(oneOf("Who sees it", "private", "public", "internal"), "private"))
        .optional("defaultBranch", preset(text("The branch to push to"), "master"))
        .optional("gitCommitMessage", preset(text("The message of the commit"), "initial commit"))
        .optional("gitAuthorName", text("The name of the author"))
        .optional("gitAuthorEmail", text("The mail address of the author"))
        .optional("signCommit", SigningKey.input())
        .optional(
            "sourcePath",
            Map.of(
                "type",
                List.of("string", "boolean"),
                "description",
                "The directory of the workspace to publish, all by default; false for nothing"))
        .optional("skipExisting", bool("Whether a project that is there is left as it is"))
        .optional("setUserAsOwner", bool("Whether the token's user becomes owner"))
        .optional("ownerUsername", text("A user who becomes owner"))
        .optional("topics", texts("Its topics"))
        .optional(
            "settings",
            Map.of(
                "type", "object", "description", "More attributes of the project, as the API has"))
        .optional("branches", branches())
        .optional("projectVariables", variables());
  }

  private static Map<String, Object> branches() {
    return list(
        "Branches to make or protect",
        InputSchema.object()
            .require("name", text("The name"))
            .optional("protect", bool("Whether it is protected"))
            .optional("create", bool("Whether it is made"))
            .optional("ref", preset(text("What it starts from"), "master"))
            .build());
  }

  private static Map<String, Object> variables() {
    return list(
        "Variables of CI/CD",
        InputSchema.object()
            .require("key", text("The name"))
            .require("value", text("The value"))
            .optional("variable_type", preset(oneOf("What it is", "env_var", "file"), "env_var"))
            .optional("protected", bool("For protected branches only"))
            .optional("masked", bool("Masked in logs"))
            .optional("masked_and_hidden", bool("Masked in logs, and never shown"))
            .optional("raw", bool("Not expanded"))
            .optional("environment_scope", preset(text("For which environments"), "*"))
            .build());
  }

  @Override
  public Map<String, Object> outputSchema() {
    return InputSchema.object()
        .require("remoteUrl", text("The URL of the project"))
        .require("repoContentsUrl", text("The URL of the root of its files"))
        .require("projectId", number("The id of the project"))
        .optional("commitHash", text("The hash of the commit"))
        .require("created", bool("Whether the project was created"))
        .build();
  }

  @Override
  void run(GitLab gitlab, ActionInput input, ActionContext context) throws Exception {
    GitLabSettings settings = gitlab.settings();
    Optional<Secret> key = SigningKey.of(input, settings.signingKey(), settings.host(), publisher);
    boolean publish = !Boolean.FALSE.equals(input.value("sourcePath").orElse(null));
    Workspace source = source(input, context);
    if (publish) {
      // Refused files must not leave an empty project behind.
      publisher.files(source);
    }
    ProjectMaker maker = new ProjectMaker(gitlab, input);
    CreatedProject project = maker.create();
    context.output("remoteUrl", project.pageUrl());
    context.output("projectId", project.id());
    context.output("created", project.created());
    if (!project.created()) {
      context.output("repoContentsUrl", project.contentsUrl(project.defaultBranch()));
      return;
    }
    new ProjectOwners(gitlab, hosts).add(input, project);
    String branch = input.text("defaultBranch").orElse("master");
    if (publish) {
      GitPush push =
          GitPush.of(URI.create(project.cloneUrl()), branch, source)
              .credentials("oauth2", gitlab.token())
              .signed(key)
              .message(input.text("gitCommitMessage"))
              .author(input.text("gitAuthorName"), input.text("gitAuthorEmail"));
      String commit =
          context.checkpoint("push." + gitlab.project(), () -> publisher.push(context, push));
      new ProjectExtras(gitlab, project).branches(input.objects("branches"));
      context.output("commitHash", commit);
    }
    new ProjectExtras(gitlab, project).variables(input.objects("projectVariables"));
    context.output("repoContentsUrl", project.contentsUrl(branch));
  }

  private static Workspace source(ActionInput input, ActionContext context) {
    boolean given = input.value("sourcePath").filter(String.class::isInstance).isPresent();
    return context.workspace().in(given ? input.require("sourcePath") : ".");
  }
}
