package dev.callboard.scaffolder.gitlab;

import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.rest.RestApi;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.AutocompleteProvider;
import dev.callboard.scaffolder.api.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Suggests groups and projects that the caller sees on GitLab. */
@Component(service = AutocompleteProvider.class)
public final class GitLabSuggestions implements AutocompleteProvider {
  private final GitLabHosts hosts;

  /** Called by Declarative Services. */
  @Activate
  public GitLabSuggestions(@Reference GitLabHosts hosts) {
    this.hosts = requireNonNull(hosts, "hosts is null");
  }

  @Override
  public String id() {
    return "gitlab";
  }

  @Override
  public List<Suggestion> suggest(String resource, Secret token, Map<String, String> context) {
    RestApi api = hosts.api(context.getOrDefault("host", "gitlab.com"), token);
    RestAnswer user = api.get("/user").require("Looking for the token's user");
    return switch (resource) {
      case "groups" -> groups(api, user);
      case "repositories" -> projects(api, user, context.getOrDefault("id", ""));
      default -> throw PortalException.input("Invalid resource: " + resource);
    };
  }

  private static List<Suggestion> groups(RestApi api, RestAnswer user) {
    List<Suggestion> groups = new ArrayList<>(list(api, "/groups?per_page=100", "id", "full_path"));
    groups.add(new Suggestion(user.requireText("id"), user.requireText("username")));
    return groups;
  }

  private static List<Suggestion> projects(RestApi api, RestAnswer user, String id) {
    if (id.isEmpty()) {
      throw PortalException.input("Missing groupId and userId context parameter");
    }
    String owner = user.requireText("id").equals(id) ? "/users/" : "/groups/";
    return list(api, owner + UrlPath.encode(id) + "/projects?per_page=100", "path", "name");
  }

  private static List<Suggestion> list(RestApi api, String path, String id, String title) {
    List<Suggestion> found = new ArrayList<>();
    for (Object item : api.list(path, "Looking for suggestions")) {
      if (item instanceof Map<?, ?> map && map.get(id) != null) {
        String shown = map.get(title) == null ? "" : String.valueOf(map.get(title)).strip();
        found.add(new Suggestion(String.valueOf(map.get(id)), shown));
      }
    }
    return found;
  }
}
