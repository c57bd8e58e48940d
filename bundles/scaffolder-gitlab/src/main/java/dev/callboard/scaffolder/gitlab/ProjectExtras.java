package dev.callboard.scaffolder.gitlab;

import dev.callboard.integrations.rest.RestBody;
import dev.callboard.scaffolder.publish.ActionInput;
import java.util.List;

/** What belongs to a new project besides its files; each part is done once. */
final class ProjectExtras {
  private final GitLab gitlab;
  private final String project;

  ProjectExtras(GitLab gitlab, CreatedProject project) {
    this.gitlab = gitlab;
    this.project = String.valueOf(project.id());
  }

  void branches(List<ActionInput> branches) throws Exception {
    for (ActionInput one : branches) {
      String name = one.require("name");
      GitLabBranch branch = new GitLabBranch(gitlab, project, name);
      if (one.bool("create", false) && branch.find().isEmpty()) {
        branch.create(one.text("ref").orElse("master"));
        gitlab.context().logger().info("Branch " + name + " created for " + project);
      }
      if (one.bool("protect", false)) {
        once(
            "protect." + name,
            () -> {
              branch.protect();
              gitlab.context().logger().info("Branch " + name + " protected for " + project);
            });
      }
    }
  }

  void variables(List<ActionInput> variables) throws Exception {
    for (ActionInput one : variables) {
      String key = one.require("key");
      String scope = one.text("environment_scope").orElse("*");
      once(
          "variable." + key + "." + scope,
          () ->
              gitlab.call(
                  "Setting the variable '" + key + "'",
                  "POST",
                  GitLab.path(project, "variables"),
                  RestBody.of()
                      .with("key", key)
                      .with("value", one.require("value"))
                      .with("variable_type", one.text("variable_type").orElse("env_var"))
                      .with("protected", one.bool("protected", false))
                      .with("masked", one.bool("masked", false))
                      .with("masked_and_hidden", one.bool("masked_and_hidden", false))
                      .with("raw", one.bool("raw", false))
                      .with("environment_scope", scope)
                      .with("description", one.text("description"))
                      .build()));
    }
  }

  private void once(String key, Runnable work) throws Exception {
    gitlab
        .context()
        .checkpoint(
            key + "." + project,
            () -> {
              work.run();
              return true;
            });
  }
}
