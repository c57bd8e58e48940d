package dev.callboard.scaffolder.github;

import java.util.Map;

/**
 * Where a repository is.
 *
 * @param remoteUrl to clone
 * @param pageUrl to look at
 */
record CreatedRepository(String remoteUrl, String pageUrl) {
  static CreatedRepository of(Map<String, Object> facts) {
    return new CreatedRepository(
        String.valueOf(facts.get("remoteUrl")), String.valueOf(facts.get("pageUrl")));
  }

  Map<String, Object> facts() {
    return Map.of("remoteUrl", remoteUrl, "pageUrl", pageUrl);
  }

  String contentsUrl(String branch) {
    return pageUrl + "/blob/" + branch;
  }
}
