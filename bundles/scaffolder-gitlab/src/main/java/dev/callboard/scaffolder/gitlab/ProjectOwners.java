package dev.callboard.scaffolder.gitlab;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestApi;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.publish.ActionInput;
import java.util.Map;
import java.util.Optional;

/** Makes people owners of a project, with the credentials of the operator. */
final class ProjectOwners {
  private static final int OWNER = 50;
  private static final int IS_MEMBER = 409;

  private final GitLab gitlab;
  private final GitLabHosts hosts;

  ProjectOwners(GitLab gitlab, GitLabHosts hosts) {
    this.gitlab = gitlab;
    this.hosts = hosts;
  }

  void add(ActionInput input, CreatedProject project) {
    boolean self = input.bool("setUserAsOwner", false);
    Optional<String> other = input.text("ownerUsername");
    if (!self && other.isEmpty()) {
      return;
    }
    if (gitlab.personal()) {
      throw PortalException.input(
          "The setUserAsOwner and ownerUsername inputs cannot be used when"
              + " scaffolder.requireScmUserCredentials is enabled because they require credentials"
              + " from the GitLab integration");
    }
    Optional<RestApi> operator = hosts.operator(gitlab.settings());
    if (operator.isEmpty()) {
      gitlab.context().logger().warn("Without a configured token nobody is made owner");
      return;
    }
    if (self) {
      String id =
          gitlab.call("Looking for the token's user", "GET", "/user", null).requireText("id");
      own(operator.get(), project, Long.parseLong(id)).require("Making the user an owner");
    }
    other.ifPresent(name -> tryToAdd(operator.get(), project, name));
  }

  private void tryToAdd(RestApi operator, CreatedProject project, String name) {
    try {
      Optional<Long> user = gitlab.user(name);
      if (user.isPresent()) {
        own(operator, project, user.get()).require("Making '" + name + "' an owner");
        return;
      }
      gitlab.context().logger().warn("Could not find GitLab user with username '" + name + "'");
    } catch (PortalException e) {
      gitlab.context().logger().warn(e.getMessage());
    }
  }

  private static RestAnswer own(RestApi operator, CreatedProject project, long user) {
    String path = GitLab.path(String.valueOf(project.id()), "members");
    RestAnswer answer = operator.send("POST", path, Map.of("user_id", user, "access_level", OWNER));
    if (answer.status() == IS_MEMBER) {
      return operator.send("PUT", path + "/" + user, Map.of("access_level", OWNER));
    }
    return answer;
  }
}
