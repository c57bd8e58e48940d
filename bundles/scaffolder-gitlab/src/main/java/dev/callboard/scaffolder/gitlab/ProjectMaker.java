package dev.callboard.scaffolder.gitlab;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestBody;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.publish.ActionInput;
import dev.callboard.scaffolder.publish.CreateOnce;
import java.util.Map;
import java.util.Optional;

/** Creates projects, each once. */
final class ProjectMaker {
  private final GitLab gitlab;
  private final ActionInput input;
  private final String owner;
  private final String name;

  ProjectMaker(GitLab gitlab, ActionInput input) {
    this.gitlab = gitlab;
    this.input = input;
    owner = gitlab.url().require("owner");
    name = gitlab.url().require("repo");
  }

  private String path() {
    return owner + "/" + name;
  }

  /** Creates the project, or returns one that is there when that is wanted. */
  CreatedProject create() throws Exception {
    String key = "create.gitlab.project." + path();
    if (input.bool("skipExisting", false)) {
      // Looked at once: what the step creates itself is not one to skip.
      Map<String, Object> there =
          gitlab.context().checkpoint(key + ".there", () -> find().orElse(Map.of()));
      if (!there.isEmpty()) {
        gitlab.context().logger().info("The project " + path() + " exists already");
        return CreatedProject.of(there, false);
      }
    }
    CreateOnce once =
        new CreateOnce(
            gitlab.context(), key, "project " + path() + " on " + gitlab.settings().host());
    return CreatedProject.of(once.run(this::find, this::createNow), true);
  }

  private Optional<Map<String, Object>> find() {
    return gitlab.find("Looking for the project " + path(), GitLab.path(path())).map(this::facts);
  }

  private Map<String, Object> facts(RestAnswer project) {
    return new CreatedProject(
            Long.parseLong(project.requireText("id")),
            gitlab.cloneUrl(project).toString(),
            project.text("default_branch").orElse(""),
            false)
        .facts();
  }

  private Map<String, Object> createNow() {
    RestAnswer namespace =
        gitlab
            .find(
                "Looking for the namespace '" + owner + "'", "/namespaces/" + UrlPath.encode(owner))
            .orElseThrow(
                () ->
                    PortalException.input(
                        "The namespace "
                            + owner
                            + " is not found or the user doesn't have permissions to access it"));
    RestBody body =
        RestBody.of()
            .with("namespace_id", Long.valueOf(namespace.requireText("id")))
            .with("name", name)
            .with("path", name)
            .with("visibility", input.text("repoVisibility").orElse("private"))
            .with("topics", input.texts("topics").isEmpty() ? null : input.texts("topics"));
    input.map("settings").forEach(body::with);
    return facts(gitlab.call("Creating the project " + path(), "POST", "/projects", body.build()));
  }
}
