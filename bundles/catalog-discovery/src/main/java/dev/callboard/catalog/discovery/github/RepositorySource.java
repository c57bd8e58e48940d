package dev.callboard.catalog.discovery.github;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.discovery.Entities;
import dev.callboard.catalog.discovery.Page;
import dev.callboard.catalog.discovery.Repositories;
import dev.callboard.catalog.discovery.Source;
import dev.callboard.catalog.discovery.Values;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The catalog files in the repositories of an organisation or user, or of all who have installed an
 * app.
 */
final class RepositorySource implements Source {
  private static final String FIELDS =
      """
      name url isArchived isFork visibility
      defaultBranchRef { name }
      repositoryTopics(first: 100) { nodes { topic { name } } }
      object(expression: $file) @include(if: $look) { __typename }
      """;
  private static final String QUERY =
      """
      query($owner: String!, $after: String, $first: Int!, $file: String!, $look: Boolean!) {
        repositoryOwner(login: $owner) {
          repositories(first: $first, after: $after,
                       orderBy: {field: NAME, direction: ASC}, ownerAffiliations: OWNER) {
            nodes { %s }
            pageInfo { hasNextPage endCursor }
          }
        }
      }
      """
          .formatted(FIELDS);

  /** What has another name now is not there any more under the old one. */
  private static final String ONE =
      """
      query($owner: String!, $name: String!, $file: String!, $look: Boolean!) {
        repository(owner: $owner, name: $name, followRenames: false) { %s }
      }
      """
          .formatted(FIELDS);

  private final String id;
  private final GraphQl api;
  private final RepositoryOwners owners;
  private final String path;
  private final boolean look;
  private final int pageSize;
  private final RepositoryFilter filter;

  RepositorySource(String id, String where, Config entry, GraphQl api) {
    this.id = id;
    this.api = api;
    owners = RepositoryOwners.of(where, entry, api);
    String file = entry.string("catalogPath").orElse("/catalog-info.yaml");
    path = file.startsWith("/") ? file : "/" + file;
    look = entry.bool("validateLocationsExist").orElse(false);
    if (look && path.indexOf('*') >= 0) {
      throw PortalException.input(
          where + ".validateLocationsExist cannot be set where catalogPath has wildcards");
    }
    long size = entry.number("pageSizes.repositories").orElse(100L);
    if (size < 1 || size > 100) {
      throw PortalException.input(where + ".pageSizes.repositories must be from 1 to 100");
    }
    pageSize = (int) size;
    filter = RepositoryFilter.of(where, entry);
  }

  @Override
  public String name() {
    return "github-provider:" + id;
  }

  @Override
  public String fingerprint() {
    return api.host() + "/" + owners + path + " " + look + " " + pageSize + " " + filter;
  }

  @Override
  public Page page(String place) {
    return owners.page(place, this::page);
  }

  private Page page(String owner, String place) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("owner", owner);
    variables.put("after", place);
    variables.put("first", pageSize);
    file(variables);
    Object found = Values.at(api.ask(owner, QUERY, variables), "repositoryOwner", "repositories");
    if (found == null) {
      throw PortalException.notFound(
          "There is no organization or user '"
              + owner
              + "' on "
              + api.host()
              + ", or the credentials may not see it");
    }
    List<Entity> entities = new ArrayList<>();
    for (Object repository : Values.list(found, "nodes")) {
      location(repository).ifPresent(entities::add);
    }
    return new Page(entities, next(found));
  }

  private void file(Map<String, Object> variables) {
    variables.put("file", filter.branch().orElse("HEAD") + ":" + path.substring(1));
    variables.put("look", look);
  }

  /** Returns owner and name of a repository on this host. */
  private Optional<String[]> ownerAndName(String url) {
    return Repositories.path(url, api.host())
        .map(path -> path.split("/"))
        .filter(parts -> parts.length == 2);
  }

  @Override
  public boolean has(String url) {
    return ownerAndName(url).filter(parts -> owners.includes(parts[0])).isPresent();
  }

  @Override
  public List<Entity> repository(String url) {
    String[] parts = ownerAndName(url).orElseThrow();
    Map<String, Object> variables = new HashMap<>();
    variables.put("owner", parts[0]);
    variables.put("name", parts[1]);
    file(variables);
    try {
      Object found = Values.at(api.ask(parts[0], ONE, variables), "repository");
      return location(found).stream().toList();
    } catch (PortalException e) {
      if (e.code() == ErrorCode.NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
  }

  @Override
  public String repositoryOf(Entity entity) {
    return Repositories.ofFile(entity.spec().get("target"), "/blob/");
  }

  @Override
  public boolean reads(String file) {
    return path.indexOf('*') >= 0 || path.equals("/" + file);
  }

  static Optional<String> next(Object connection) {
    return Values.isTrue(connection, "pageInfo", "hasNextPage")
        ? Values.text(connection, "pageInfo", "endCursor")
        : Optional.empty();
  }

  private Optional<Entity> location(Object repository) {
    Optional<String> url = Values.text(repository, "url");
    Optional<String> branch =
        filter.branch().or(() -> Values.text(repository, "defaultBranchRef", "name"));
    // One that is empty has no branch yet.
    if (url.isEmpty() || branch.isEmpty() || !filter.accepts(repository)) {
      return Optional.empty();
    }
    if (look && Values.at(repository, "object") == null) {
      return Optional.empty();
    }
    String ref = branch.get().replace("%", "%25").replace("/", "%2F");
    return Optional.of(Entities.location(url.get() + "/blob/" + ref + path));
  }
}
