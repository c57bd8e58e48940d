package dev.callboard.scaffolder.gitlab;

import java.util.Map;

/**
 * Where a project is.
 *
 * @param id of the project
 * @param cloneUrl to clone
 * @param defaultBranch its default branch, empty when it has none
 * @param created whether this step has created it
 */
record CreatedProject(long id, String cloneUrl, String defaultBranch, boolean created) {
  static CreatedProject of(Map<String, Object> facts, boolean created) {
    return new CreatedProject(
        ((Number) facts.get("id")).longValue(),
        String.valueOf(facts.get("cloneUrl")),
        String.valueOf(facts.get("defaultBranch")),
        created);
  }

  Map<String, Object> facts() {
    return Map.of("id", id, "cloneUrl", cloneUrl, "defaultBranch", defaultBranch);
  }

  String pageUrl() {
    return cloneUrl.replaceFirst("\\.git$", "");
  }

  String contentsUrl(String branch) {
    return pageUrl() + "/-/blob/" + branch;
  }
}
