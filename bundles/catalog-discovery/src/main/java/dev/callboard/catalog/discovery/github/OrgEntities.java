package dev.callboard.catalog.discovery.github;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.discovery.Entities;
import dev.callboard.catalog.discovery.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes User and Group entities of the people and teams of GitHub, as Backstage does. */
final class OrgEntities {
  private final OrgSettings settings;

  OrgEntities(OrgSettings settings) {
    this.settings = settings;
  }

  Optional<Entity> group(String org, Object team, List<String> members) {
    Optional<String> slug = Values.text(team, "slug");
    if (slug.isEmpty()) {
      return Optional.empty();
    }
    String combined = Values.text(team, "combinedSlug").orElse(org + "/" + slug.get());
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", slug.get());
    Values.text(team, "description").ifPresent(text -> metadata.put("description", text));
    metadata.put("annotations", Map.of("github.com/team-slug", combined));
    Map<String, Object> profile = new LinkedHashMap<>();
    Values.text(team, "name").ifPresent(text -> profile.put("displayName", text));
    Values.text(team, "avatarUrl").ifPresent(text -> profile.put("picture", text));
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("type", "team");
    spec.put("profile", profile);
    Values.text(team, "parentTeam", "slug").ifPresent(parent -> spec.put("parent", parent));
    spec.put("children", List.of());
    spec.put("members", members);
    String url =
        Values.text(team, "editTeamUrl")
            .orElse(settings.url() + "/orgs/" + org + "/teams/" + slug.get());
    return Optional.of(Entities.of("Group", metadata, spec, url));
  }

  Optional<Entity> user(Object user) {
    Optional<String> login = Values.text(user, "login");
    boolean suspended = Values.text(user, "suspendedAt").isPresent();
    if (login.isEmpty() || (suspended && settings.excludeSuspended())) {
      return Optional.empty();
    }
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", login.get());
    Values.text(user, "bio").ifPresent(text -> metadata.put("description", text));
    metadata.put("annotations", Map.of("github.com/user-login", login.get()));
    Map<String, Object> profile = new LinkedHashMap<>();
    Values.text(user, "name").ifPresent(text -> profile.put("displayName", text));
    email(user).ifPresent(text -> profile.put("email", text));
    Values.text(user, "avatarUrl").ifPresent(text -> profile.put("picture", text));
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("profile", profile);
    spec.put("memberOf", List.of());
    return Optional.of(Entities.of("User", metadata, spec, settings.url() + "/" + login.get()));
  }

  private Optional<String> email(Object user) {
    Optional<String> verified =
        Values.list(user, "organizationVerifiedDomainEmails").stream()
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .findFirst();
    return settings.verifiedEmails() && verified.isPresent()
        ? verified
        : Values.text(user, "email");
  }
}
