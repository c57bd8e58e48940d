package dev.callboard.scaffolder.gitlab;

import dev.callboard.integrations.rest.RestAnswer;
import java.util.Map;

/** Adds to a group and removes from it. Doing it twice does no harm. */
final class GroupMembers {
  private static final int IS_MEMBER = 409;
  private static final int IS_NONE = 404;

  private final GitLab gitlab;
  private final String group;

  GroupMembers(GitLab gitlab, String group) {
    this.gitlab = gitlab;
    this.group = group;
  }

  void user(String id, boolean add, int level) {
    String path = GitLab.group(group, "members");
    String what = (add ? "Adding" : "Removing") + " the user " + id;
    if (!add) {
      remove(what, path + "/" + id);
      return;
    }
    RestAnswer answer = send(path, Map.of("user_id", Long.valueOf(id), "access_level", level));
    if (answer.status() == IS_MEMBER) {
      gitlab.call(what, "PUT", path + "/" + id, Map.of("access_level", level));
      return;
    }
    answer.require(what);
  }

  void group(String id, boolean add, int level) {
    String path = GitLab.group(group, "share");
    String what = (add ? "Adding" : "Removing") + " the group " + id;
    if (!add) {
      remove(what, path + "/" + id);
      return;
    }
    Map<String, Object> body = Map.of("group_id", Long.valueOf(id), "group_access", level);
    RestAnswer answer = send(path, body);
    if (answer.status() == IS_MEMBER) {
      // The API has no way to change the access of a group that is there.
      remove(what, path + "/" + id);
      answer = send(path, body);
    }
    answer.require(what);
  }

  private RestAnswer send(String path, Map<String, Object> body) {
    gitlab.context().checkCancelled();
    return gitlab.api().send("POST", path, body);
  }

  private void remove(String what, String path) {
    gitlab.context().checkCancelled();
    RestAnswer answer = gitlab.api().send("DELETE", path, null);
    if (answer.status() == IS_NONE) {
      gitlab.context().logger().info(what + ": it was no member");
      return;
    }
    answer.require(what);
  }
}
