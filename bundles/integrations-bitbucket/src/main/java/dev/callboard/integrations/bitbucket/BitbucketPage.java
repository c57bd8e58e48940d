package dev.callboard.integrations.bitbucket;

import dev.callboard.integrations.repository.RepositoryPage;
import java.util.List;
import java.util.Locale;

/**
 * What a URL names.
 *
 * @param owner workspace, or key of the project
 * @param repo the slug, without {@code .git}
 */
record BitbucketPage(String owner, String repo, String ref, List<String> path, String root)
    implements RepositoryPage {
  static final String DEFAULT = "HEAD";

  @Override
  public String repository() {
    return (owner + "/" + repo).toLowerCase(Locale.ROOT);
  }

  boolean isDefault() {
    return ref.equals(DEFAULT);
  }
}
