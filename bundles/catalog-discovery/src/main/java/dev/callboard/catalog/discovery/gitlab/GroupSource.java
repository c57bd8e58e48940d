package dev.callboard.catalog.discovery.gitlab;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.discovery.Entities;
import dev.callboard.catalog.discovery.Page;
import dev.callboard.catalog.discovery.Patterns;
import dev.callboard.catalog.discovery.Source;
import dev.callboard.catalog.discovery.Values;
import dev.callboard.integrations.spi.UrlPath;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A group of GitLab with the groups below it and the people in them. A place is what is read, and
 * the number of the page.
 */
final class GroupSource implements Source {
  private static final String GROUPS = "groups";
  private static final String USERS = "users";

  private final String id;
  private final GitLab gitlab;
  private final String root;
  private final Optional<Pattern> groups;
  private final Optional<Pattern> users;

  GroupSource(String id, String where, Config entry, GitLab gitlab) {
    this.id = id;
    this.gitlab = gitlab;
    root =
        entry
            .string("group")
            .filter(text -> !text.isBlank())
            .orElseThrow(() -> PortalException.input(where + ".group is needed with orgEnabled"));
    groups = Patterns.of(where + ".groupPattern", entry.string("groupPattern"));
    users = Patterns.of(where + ".userPattern", entry.string("userPattern"));
  }

  @Override
  public String name() {
    return "gitlab-org:" + id;
  }

  @Override
  public String fingerprint() {
    return gitlab.host() + " " + root;
  }

  @Override
  public boolean overlooks() {
    return true;
  }

  @Override
  public Page page(String place) {
    String[] parts = place == null ? new String[] {GROUPS, "1"} : place.split(" ", 2);
    String path = "/groups/" + UrlPath.encode(root);
    List<Entity> entities = new ArrayList<>();
    if (parts[0].equals(USERS)) {
      GitLab.Items page = gitlab.page(path + "/members/all", parts[1]);
      page.items().forEach(user -> user(user).ifPresent(entities::add));
      return new Page(entities, page.next().map(next -> USERS + " " + next));
    }
    if (place == null) {
      group(gitlab.api().get(path).require("Reading the group").body()).ifPresent(entities::add);
    }
    GitLab.Items page = gitlab.page(path + "/descendant_groups?order_by=id&sort=asc", parts[1]);
    page.items().forEach(group -> group(group).ifPresent(entities::add));
    return new Page(
        entities, page.next().map(next -> GROUPS + " " + next).or(() -> Optional.of(USERS + " 1")));
  }

  private static String name(String path) {
    return path.replace('/', '-');
  }

  private Optional<Entity> group(Object group) {
    Optional<String> path = Values.text(group, "full_path");
    if (path.isEmpty() || (groups.isPresent() && !groups.get().matcher(path.get()).find())) {
      return Optional.empty();
    }
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name(path.get()));
    Values.text(group, "description").ifPresent(text -> metadata.put("description", text));
    metadata.put("annotations", Map.of(gitlab.host().replace(':', '.') + "/team-path", path.get()));
    Map<String, Object> profile = new LinkedHashMap<>();
    Values.text(group, "name").ifPresent(text -> profile.put("displayName", text));
    Values.text(group, "avatar_url").ifPresent(text -> profile.put("picture", text));
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("type", "team");
    spec.put("profile", profile);
    if (path.get().length() > root.length()) {
      spec.put("parent", name(path.get().substring(0, path.get().lastIndexOf('/'))));
    }
    spec.put("children", List.of());
    spec.put("members", members(path.get()));
    return Optional.of(
        Entities.of("Group", metadata, spec, Values.text(group, "web_url").orElse(path.get())));
  }

  /** Those of the group itself; who belongs to the one above is listed there. */
  private List<String> members(String path) {
    List<String> names = new ArrayList<>();
    for (Object member :
        gitlab
            .api()
            .list(
                "/groups/" + UrlPath.encode(path) + "/members?per_page=100",
                "Listing the members of " + path)) {
      if (isWanted(member)) {
        Values.text(member, "username").ifPresent(names::add);
      }
    }
    return names;
  }

  private boolean isWanted(Object user) {
    String login = Values.text(user, "username").orElse("");
    boolean active = Values.text(user, "state").map("active"::equals).orElse(true);
    return active && !login.isEmpty() && (users.isEmpty() || users.get().matcher(login).find());
  }

  private Optional<Entity> user(Object user) {
    if (!isWanted(user)) {
      return Optional.empty();
    }
    String login = Values.text(user, "username").orElseThrow();
    String url = Values.text(user, "web_url").orElse("https://" + gitlab.host() + "/" + login);
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", login);
    metadata.put("annotations", Map.of(gitlab.host().replace(':', '.') + "/user-login", url));
    Map<String, Object> profile = new LinkedHashMap<>();
    Values.text(user, "name").ifPresent(text -> profile.put("displayName", text));
    Values.text(user, "public_email").ifPresent(text -> profile.put("email", text));
    Values.text(user, "avatar_url").ifPresent(text -> profile.put("picture", text));
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("profile", profile);
    spec.put("memberOf", List.of());
    return Optional.of(Entities.of("User", metadata, spec, url));
  }
}
