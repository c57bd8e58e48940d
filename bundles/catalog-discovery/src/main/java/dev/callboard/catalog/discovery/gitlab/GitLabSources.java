package dev.callboard.catalog.discovery.gitlab;

import dev.callboard.catalog.discovery.Source;
import dev.callboard.integrations.rest.RestApis;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.util.Locale;

/** Makes the sources on GitLab; one entry may stand for projects and for people. */
public final class GitLabSources {
  private final RestApis apis;

  /** Takes what the API is asked with. */
  public GitLabSources(RestApis apis) {
    this.apis = apis;
  }

  private GitLab gitlab(String where, Config entry, Config all) {
    String host =
        entry
            .string("host")
            .orElseThrow(() -> PortalException.input(where + ".host is missing"))
            .toLowerCase(Locale.ROOT);
    return GitLab.of(where, all, host, apis);
  }

  /** Returns the source of the projects of one entry. */
  public Source projects(String id, String where, Config entry, Config all) {
    return new ProjectSource(id, where, entry, gitlab(where, entry, all));
  }

  /** Returns the source of the people of one entry, null when it does not want any. */
  public Source organisation(String id, String where, Config entry, Config all) {
    return entry.bool("orgEnabled").orElse(false)
        ? new GroupSource(id, where, entry, gitlab(where, entry, all))
        : null;
  }
}
