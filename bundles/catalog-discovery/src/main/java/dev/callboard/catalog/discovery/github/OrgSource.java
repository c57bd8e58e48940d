package dev.callboard.catalog.discovery.github;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.discovery.Page;
import dev.callboard.catalog.discovery.Source;
import dev.callboard.catalog.discovery.Values;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The people and teams of organisations. A place is the number of the organisation, what is read of
 * it, and where to go on there.
 */
final class OrgSource implements Source {
  private static final String TEAMS =
      """
      query($org: String!, $after: String, $first: Int!, $members: Int!) {
        organization(login: $org) {
          teams(first: $first, after: $after, orderBy: {field: NAME, direction: ASC}) {
            nodes {
              slug combinedSlug name description avatarUrl editTeamUrl
              parentTeam { slug }
              members(first: $members, membership: IMMEDIATE) {
                nodes { login }
                pageInfo { hasNextPage endCursor }
              }
            }
            pageInfo { hasNextPage endCursor }
          }
        }
      }
      """;
  private static final String MEMBERS =
      """
      query($org: String!, $slug: String!, $after: String, $members: Int!) {
        organization(login: $org) {
          team(slug: $slug) {
            members(first: $members, after: $after, membership: IMMEDIATE) {
              nodes { login }
              pageInfo { hasNextPage endCursor }
            }
          }
        }
      }
      """;
  private static final String USERS =
      """
      query($org: String!, $after: String, $first: Int!) {
        organization(login: $org) {
          membersWithRole(first: $first, after: $after) {
            nodes {
              login name email bio avatarUrl%s
              organizationVerifiedDomainEmails(login: $org)
            }
            pageInfo { hasNextPage endCursor }
          }
        }
      }
      """;

  private final OrgSettings settings;
  private final GraphQl api;
  private final OrgEntities entities;

  OrgSource(OrgSettings settings, GraphQl api) {
    this.settings = settings;
    this.api = api;
    entities = new OrgEntities(settings);
  }

  @Override
  public String name() {
    return "github-org:" + settings.id();
  }

  @Override
  public String fingerprint() {
    return settings.toString();
  }

  @Override
  public Page page(String place) {
    String[] parts = place == null ? new String[] {"0", "teams", ""} : place.split(" ", 3);
    int index = Integer.parseInt(parts[0]);
    if (index >= settings.orgs().size()) {
      return new Page(List.of(), Optional.empty());
    }
    boolean teams = parts[1].equals("teams");
    String org = settings.orgs().get(index);
    Map<String, Object> variables = new HashMap<>();
    variables.put("org", org);
    variables.put("after", parts[2].isEmpty() ? null : parts[2]);
    variables.put("first", teams ? settings.teams() : settings.users());
    if (teams) {
      variables.put("members", settings.members());
    }
    // Only an enterprise suspends people.
    String users = USERS.formatted(settings.excludeSuspended() ? " suspendedAt" : "");
    Object found = organization(org, teams ? TEAMS : users, variables);
    Object list = Values.at(found, teams ? "teams" : "membersWithRole");
    List<Entity> page = new ArrayList<>();
    for (Object node : Values.list(list, "nodes")) {
      (teams ? entities.group(org, node, logins(org, node)) : entities.user(node))
          .ifPresent(page::add);
    }
    return new Page(page, next(index, parts[1], RepositorySource.next(list)));
  }

  private Optional<String> next(int index, String what, Optional<String> cursor) {
    if (cursor.isPresent()) {
      return Optional.of(index + " " + what + " " + cursor.get());
    }
    if (what.equals("teams")) {
      return Optional.of(index + " users ");
    }
    return index + 1 < settings.orgs().size()
        ? Optional.of((index + 1) + " teams ")
        : Optional.empty();
  }

  private Object organization(String org, String query, Map<String, Object> variables) {
    Object found = Values.at(api.ask(org, query, variables), "organization");
    if (found == null) {
      throw PortalException.notFound(
          "There is no organization '"
              + org
              + "' on "
              + api.host()
              + ", or the credentials may not see it");
    }
    return found;
  }

  private List<String> logins(String org, Object team) {
    List<String> logins = new ArrayList<>();
    Object members = Values.at(team, "members");
    add(members, logins);
    Optional<String> next = RepositorySource.next(members);
    while (next.isPresent()) {
      Map<String, Object> variables = new HashMap<>();
      variables.put("org", org);
      variables.put("slug", Values.text(team, "slug").orElse(""));
      variables.put("after", next.get());
      variables.put("members", settings.members());
      members = Values.at(organization(org, MEMBERS, variables), "team", "members");
      add(members, logins);
      next = RepositorySource.next(members);
    }
    return logins;
  }

  private static void add(Object members, List<String> logins) {
    for (Object node : Values.list(members, "nodes")) {
      Values.text(node, "login").ifPresent(logins::add);
    }
  }
}
