package dev.callboard.catalog.discovery.gitlab;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.discovery.Entities;
import dev.callboard.catalog.discovery.Page;
import dev.callboard.catalog.discovery.Patterns;
import dev.callboard.catalog.discovery.Source;
import dev.callboard.catalog.discovery.Values;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The catalog files in the projects of a group and those below, or of a whole GitLab. */
final class ProjectSource implements Source {
  private final String id;
  private final GitLab gitlab;
  private final String path;
  private final Optional<Pattern> pattern;
  private final Optional<String> branch;
  private final String fallback;
  private final String file;
  private final boolean forks;
  private final Set<String> excluded;

  ProjectSource(String id, String where, Config entry, GitLab gitlab) {
    this.id = id;
    this.gitlab = gitlab;
    Optional<String> group = entry.string("group").filter(text -> !text.isBlank());
    StringBuilder query = new StringBuilder("order_by=id&sort=asc");
    if (!entry.bool("includeArchivedRepos").orElse(false)) {
      query.append("&archived=false");
    }
    entry.string("topics").ifPresent(topic -> query.append("&topic=" + UrlPath.encode(topic)));
    if (group.isEmpty() && entry.bool("membership").orElse(false)) {
      query.append("&membership=true");
    }
    path =
        group
                .map(
                    name -> "/groups/" + UrlPath.encode(name) + "/projects?include_subgroups=true&")
                .orElse("/projects?")
            + query;
    pattern = Patterns.of(where + ".projectPattern", entry.string("projectPattern"));
    branch = entry.string("branch");
    fallback = entry.string("fallbackBranch").orElse("master");
    file = entry.string("entityFilename").orElse("catalog-info.yaml").replaceFirst("^/+", "");
    forks = !entry.bool("skipForkedRepos").orElse(false);
    excluded = Set.copyOf(entry.strings("excludeRepos"));
  }

  @Override
  public String name() {
    return "gitlab-provider:" + id;
  }

  @Override
  public String fingerprint() {
    return gitlab.host() + path;
  }

  @Override
  public boolean overlooks() {
    return true;
  }

  @Override
  public Page page(String place) {
    GitLab.Items page = gitlab.page(path, place == null ? "1" : place);
    List<Entity> entities = new ArrayList<>();
    for (Object project : page.items()) {
      location(project).ifPresent(entities::add);
    }
    return new Page(entities, page.next());
  }

  private Optional<Entity> location(Object project) {
    String name = Values.text(project, "path_with_namespace").orElse("");
    Optional<String> url = Values.text(project, "web_url");
    boolean fork = Values.at(project, "forked_from_project") != null;
    boolean empty = Values.isTrue(project, "empty_repo");
    if (url.isEmpty() || empty || excluded.contains(name) || (fork && !forks)) {
      return Optional.empty();
    }
    if (pattern.isPresent() && !pattern.get().matcher(name).find()) {
      return Optional.empty();
    }
    String ref = branch.or(() -> Values.text(project, "default_branch")).orElse(fallback);
    String target = url.get() + "/-/blob/" + ref.replace("%", "%25").replace("/", "%2F");
    return Optional.of(Entities.location(target + "/" + file));
  }
}
