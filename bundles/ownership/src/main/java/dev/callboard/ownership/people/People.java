package dev.callboard.ownership.people;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.database.Sql;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Users and groups of the catalog as they are at one moment. Immutable; does not block. */
public final class People {
  private static final Pattern HOST_MAIL =
      Pattern.compile("(?:\\d+[+-])?([^@+]+)@users\\.noreply\\..+");
  private static final String ORPHAN = "backstage.io/orphan";

  private final PeopleSettings settings;
  private final Map<String, Entity> users = new HashMap<>();
  private final Map<String, Entity> groups = new HashMap<>();
  private final Map<String, String> byMail = new HashMap<>();
  private final Map<String, String> byName = new HashMap<>();
  private final Map<String, String> byLogin = new HashMap<>();
  private final Map<String, String> byTeam = new HashMap<>();
  private final Map<String, String> before;
  private final Map<String, Set<String>> members = new HashMap<>();

  /**
   * Takes users and groups.
   *
   * @param before who had which e-mail address at an earlier moment
   */
  public People(
      Collection<Entity> users,
      Collection<Entity> groups,
      Map<String, String> before,
      PeopleSettings settings) {
    this.settings = settings;
    this.before = Map.copyOf(before);
    users.forEach(this::user);
    for (Entity group : groups) {
      String ref = group.ref().toString();
      this.groups.put(ref, group);
      group.annotations().forEach((key, value) -> team(key, String.valueOf(value), ref));
      byTeam.putIfAbsent(ref.substring(ref.indexOf('/') + 1), ref);
    }
    this.groups.keySet().forEach(ref -> members.put(ref, membersOf(ref)));
  }

  private void user(Entity user) {
    String ref = user.ref().toString();
    users.put(ref, user);
    if (user.spec().get("profile") instanceof Map<?, ?> profile) {
      if (profile.get("email") instanceof String mail && !mail.isBlank()) {
        byMail.put(Sql.storable(mail).toLowerCase(Locale.ROOT), ref);
      }
      if (profile.get("displayName") instanceof String name && !name.isBlank()) {
        // two of the same name are nobody
        byName.merge(name.toLowerCase(Locale.ROOT), ref, (one, other) -> "");
      }
    }
    user.annotations()
        .forEach(
            (key, value) -> {
              if (key.endsWith("/user-login")) {
                String login = String.valueOf(value);
                byLogin.put(
                    login.substring(login.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT), ref);
              }
            });
    byLogin.putIfAbsent(ref.substring(ref.indexOf('/') + 1), ref);
  }

  private void team(String key, String value, String ref) {
    if (key.endsWith("/team-slug") || key.endsWith("/team-path")) {
      byTeam.put(
          value.replaceFirst("^https?://[^/]+/(?:groups/)?", "").toLowerCase(Locale.ROOT), ref);
    }
  }

  private Set<String> membersOf(String group) {
    Set<String> seen = new HashSet<>();
    Set<String> found = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(group));
    while (!open.isEmpty()) {
      Entity next = groups.get(open.pop());
      if (next == null || !seen.add(next.ref().toString())) {
        continue;
      }
      next.relations()
          .forEach(
              each -> {
                if (each.type().equals("hasMember") && isActive(each.targetRef())) {
                  found.add(each.targetRef());
                } else if (each.type().equals("parentOf")) {
                  open.add(each.targetRef());
                }
              });
    }
    return found;
  }

  private boolean isActive(String user) {
    Entity entity = users.get(user);
    return entity != null && entity.annotation(ORPHAN).filter("true"::equals).isEmpty();
  }

  /** Returns who has which e-mail address. */
  public Map<String, String> mails() {
    return Map.copyOf(byMail);
  }

  /**
   * Returns who an author is: a user, also one who is gone, or else the address or name in lower
   * case; nobody for a machine.
   */
  public Optional<String> author(String name, String email) {
    // a commit may hold any bytes
    String mail = Sql.storable(email).strip().toLowerCase(Locale.ROOT);
    String called = Sql.storable(name).strip().toLowerCase(Locale.ROOT);
    if (settings.isBot(called, mail) || mail.isEmpty() && called.isEmpty()) {
      return Optional.empty();
    }
    Matcher host = HOST_MAIL.matcher(mail);
    Optional<String> user =
        text(settings.aliases().get(mail))
            .or(() -> text(byMail.get(mail)))
            .or(() -> host.matches() ? text(byLogin.get(host.group(1))) : Optional.empty())
            .or(() -> text(settings.aliases().get(called)))
            .or(() -> text(before.get(mail)))
            .or(() -> text(byName.get(called)));
    return Optional.of(user.orElse(mail.isEmpty() ? called : mail));
  }

  private static Optional<String> text(String value) {
    return Optional.ofNullable(value).filter(each -> !each.isEmpty());
  }

  /** Returns whether an author is a user, be it one who is gone. */
  public static boolean isUser(String author) {
    return author.startsWith("user:");
  }

  /** Returns whether an author was a user of the catalog and is none any more. */
  public boolean hasLeft(String author) {
    return isUser(author) && !users.containsKey(author);
  }

  /** Returns whether there is such a user or group. */
  public boolean exists(String owner) {
    return users.containsKey(owner) || groups.containsKey(owner);
  }

  /** Returns whether an owner is a user, or a group with enough members. */
  public boolean isLive(String owner) {
    return isActive(owner)
        || members.getOrDefault(owner, Set.of()).size() >= settings.minMembers()
            && groups.containsKey(owner);
  }

  /** Returns whether a user is an owner, or a member of it or of a group below. */
  public boolean belongs(String user, String owner) {
    return user.equals(owner) || members.getOrDefault(owner, Set.of()).contains(user);
  }

  /** Returns the groups that a user is a direct member of. */
  public List<String> groupsOf(String user) {
    return Optional.ofNullable(users.get(user)).stream()
        .flatMap(each -> each.relations().stream())
        .filter(each -> each.type().equals("memberOf"))
        .map(each -> each.targetRef())
        .filter(groups::containsKey)
        .toList();
  }

  /** Returns whom a name in CODEOWNERS stands for. */
  public Optional<String> codeOwner(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    Optional<String> told = text(settings.handles().get(key));
    if (told.isPresent()) {
      return told;
    }
    if (!key.startsWith("@")) {
      return text(byMail.get(key));
    }
    String handle = key.replaceFirst("^@+", "");
    return text(byTeam.get(handle))
        .or(() -> handle.contains("/") ? Optional.empty() : text(byLogin.get(handle)))
        .or(() -> text(byTeam.get(handle.substring(handle.lastIndexOf('/') + 1))));
  }

  /**
   * Returns whether a name in CODEOWNERS stands for an owner, or for somebody who belongs to it.
   */
  public boolean speaksFor(String name, String owner) {
    return codeOwner(name)
        .filter(
            each ->
                each.equals(owner)
                    || belongs(each, owner)
                    || members.containsKey(each) && isBelow(each, owner, new HashSet<>()))
        .isPresent();
  }

  private boolean isBelow(String group, String owner, Set<String> seen) {
    return seen.add(group)
        && groups.containsKey(group)
        && groups.get(group).relations().stream()
            .filter(each -> each.type().equals("childOf"))
            .anyMatch(
                each -> each.targetRef().equals(owner) || isBelow(each.targetRef(), owner, seen));
  }

  /** Returns the full reference of the declared owner, empty for none. */
  public static String owner(Entity entity) {
    return reference(entity.spec().get("owner"), "group", entity.ref().namespace());
  }

  /** Returns a reference in full, empty for what is none. */
  public static String reference(Object value, String kind, String namespace) {
    if (!(value instanceof String text) || text.isBlank()) {
      return "";
    }
    try {
      return EntityRef.parse(text.strip(), kind, namespace).toString();
    } catch (PortalException e) {
      return Sql.storable(text).strip().toLowerCase(Locale.ROOT);
    }
  }
}
