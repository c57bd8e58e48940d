package dev.callboard.catalog.discovery.gitlab;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.discovery.Entities;
import dev.callboard.catalog.discovery.Page;
import dev.callboard.catalog.discovery.Patterns;
import dev.callboard.catalog.discovery.Repositories;
import dev.callboard.catalog.discovery.Source;
import dev.callboard.catalog.discovery.Values;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The catalog files in the projects of a group and those below, or of a whole GitLab. */
final class ProjectSource implements Source {
  private final String id;
  private final GitLab gitlab;
  private final Optional<String> group;
  private final Optional<String> topics;
  private final boolean archived;
  private final boolean membership;
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
    group = entry.string("group").filter(text -> !text.isBlank());
    StringBuilder query = new StringBuilder("order_by=id&sort=asc");
    archived = entry.bool("includeArchivedRepos").orElse(false);
    if (!archived) {
      query.append("&archived=false");
    }
    topics = entry.string("topics");
    topics.ifPresent(topic -> query.append("&topic=" + UrlPath.encode(topic)));
    membership = group.isEmpty() && entry.bool("membership").orElse(false);
    if (membership) {
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

  /** Whose member the account is, only a list tells. */
  @Override
  public boolean has(String url) {
    return !membership
        && Repositories.path(url, gitlab.base().toString())
            .map(name -> name.toLowerCase(Locale.ROOT))
            .filter(
                name ->
                    group
                        .map(in -> name.startsWith(in.toLowerCase(Locale.ROOT) + "/"))
                        .orElse(true))
            .isPresent();
  }

  @Override
  public List<Entity> repository(String url) {
    return gitlab
        .project(Repositories.path(url, gitlab.base().toString()).orElseThrow())
        .filter(this::isListed)
        .flatMap(this::location)
        .stream()
        .toList();
  }

  /** What the query of the list asks for. */
  private boolean isListed(Object project) {
    List<Object> has = Values.list(project, "topics");
    return (archived || !Values.isTrue(project, "archived"))
        && topics.map(all -> has.containsAll(List.of(all.split(",")))).orElse(true);
  }

  @Override
  public String repositoryOf(Entity entity) {
    return Repositories.ofFile(entity.spec().get("target"), "/-/blob/");
  }

  @Override
  public boolean reads(String changed) {
    return file.equals(changed);
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
