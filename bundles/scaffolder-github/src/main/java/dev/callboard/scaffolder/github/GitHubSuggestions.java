package dev.callboard.scaffolder.github;

import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.rest.RestApi;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.AutocompleteProvider;
import dev.callboard.scaffolder.api.Secret;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Suggests owners, repositories and branches that the caller sees on GitHub. */
@Component(service = AutocompleteProvider.class)
public final class GitHubSuggestions implements AutocompleteProvider {
  private final GitHubHosts hosts;

  /** Called by Declarative Services. */
  @Activate
  public GitHubSuggestions(@Reference GitHubHosts hosts) {
    this.hosts = requireNonNull(hosts, "hosts is null");
  }

  @Override
  public String id() {
    return "github";
  }

  @Override
  public List<Suggestion> suggest(String resource, Secret token, Map<String, String> context) {
    RestApi api = hosts.api(context.getOrDefault("host", "github.com"), token);
    return switch (resource) {
      case "repositoriesWithOwner" -> list(api, "/user/repos?per_page=100", "full_name");
      case "owners" -> list(api, "/user/orgs?per_page=100", "login");
      case "branches" -> list(api, branches(context), "name");
      default -> throw PortalException.input("Invalid resource: " + resource);
    };
  }

  private static String branches(Map<String, String> context) {
    String owner = context.getOrDefault("owner", "");
    String repository = context.getOrDefault("repository", "");
    if (owner.isEmpty() || repository.isEmpty()) {
      throw PortalException.input("Missing owner and/or repository context parameter");
    }
    return "/repos/" + UrlPath.join(List.of(owner, repository)) + "/branches?per_page=100";
  }

  private static List<Suggestion> list(RestApi api, String path, String member) {
    return api.list(path, "Looking for suggestions").stream()
        .map(item -> item instanceof Map<?, ?> map ? map.get(member) : null)
        .filter(String.class::isInstance)
        .map(id -> new Suggestion((String) id, ""))
        .toList();
  }
}
