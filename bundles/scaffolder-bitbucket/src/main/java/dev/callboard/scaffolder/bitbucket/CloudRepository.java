package dev.callboard.scaffolder.bitbucket;

import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.scaffolder.api.RepoUrl;
import java.util.List;

/**
 * A repository in the cloud.
 *
 * @param host of it
 * @param workspace that it belongs to
 * @param name of it
 */
record CloudRepository(String host, String workspace, String name) {
  static CloudRepository of(RepoUrl url) {
    return new CloudRepository(url.host(), url.require("workspace"), url.require("repo"));
  }

  /** Returns the path in the API. */
  String path() {
    return "/repositories/" + UrlPath.join(List.of(workspace, name));
  }

  @Override
  public String toString() {
    return "repository " + workspace + "/" + name;
  }
}
