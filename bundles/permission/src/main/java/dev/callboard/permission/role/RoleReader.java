package dev.callboard.permission.role;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.permission.Condition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads roles, from YAML and JSON alike. What is unclear is an error that says where. */
public final class RoleReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final Pattern PERMISSION = Pattern.compile("!?([A-Za-z0-9._-]+\\*?|\\*)");
  private static final Set<String> KEYS = Set.of("description", "members", "allow", "deny");
  private static final Set<String> GRANT_KEYS = Set.of("permissions", "actions", "when");
  private static final Set<String> ACTIONS = Set.of("create", "read", "update", "delete");

  private final Consumer<Condition> check;

  /**
   * Creates a reader.
   *
   * @param check throws for a condition whose rules are known not to fit
   */
  public RoleReader(Consumer<Condition> check) {
    this.check = check;
  }

  /**
   * Reads the text of a policy file.
   *
   * @param name what to call the file in messages
   * @throws PortalException with code {@code INPUT} that names line and column
   */
  public List<Role> file(String text, String name) {
    Tree tree = YamlTree.of(text, name);
    Tree roles = tree.object("The policy", Set.of("roles")).get("roles");
    if (roles == null) {
      throw tree.wrong("'roles' is missing");
    }
    List<Role> read = new ArrayList<>();
    roles
        .object("roles")
        .forEach((each, role) -> read.add(role(each, role, Role.Source.FILE, "file")));
    return read;
  }

  /**
   * Reads a role that was written as JSON.
   *
   * @param etag of the version
   * @throws PortalException with code {@code INPUT} that names the path
   */
  public Role role(String name, Map<String, Object> json, String etag) {
    return role(name, Tree.of(json, ""), Role.Source.DATABASE, etag);
  }

  private Role role(String name, Tree tree, Role.Source source, String etag) {
    if (!NAME.matcher(name).matches()) {
      throw tree.wrong(
          "The name of a role has up to 63 letters, digits, dots, dashes and underscores, and"
              + " begins with a letter or digit");
    }
    Map<String, Tree> object = tree.object("The role '" + name + "'", KEYS);
    if (object.containsKey("description")) {
      object.get("description").text("description");
    }
    if (!object.containsKey("members")) {
      throw tree.wrong("The role '" + name + "' lacks 'members'");
    }
    List<Grant> grants = new ArrayList<>(grants(object.get("allow"), "allow"));
    grants.addAll(grants(object.get("deny"), "deny"));
    if (grants.isEmpty()) {
      throw tree.wrong("The role '" + name + "' neither allows nor denies anything");
    }
    return new Role(name, source, etag, members(object.get("members")), grants, json(tree));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> json(Tree tree) {
    return (Map<String, Object>) tree.json();
  }

  private static Members members(Tree tree) {
    List<String> members = tree.texts("members");
    for (String member : members) {
      if (!Members.isEntry(member)) {
        throw tree.wrong(
            "members has '"
                + member
                + "'; expected users, services, plugins, or a reference such as user:default/ann,"
                + " group:default/ops or external:ci");
      }
    }
    return new Members(new HashSet<>(members));
  }

  private List<Grant> grants(Tree tree, String key) {
    if (tree == null) {
      return List.of();
    }
    List<Grant> grants = new ArrayList<>();
    for (Tree each : tree.list("'" + key + "'")) {
      grants.add(grant(each, key.equals("deny"), grants.size() + 1));
    }
    return grants;
  }

  private Grant grant(Tree tree, boolean denies, int number) {
    Map<String, Tree> object = tree.object("A grant", GRANT_KEYS);
    Tree names = object.get("permissions");
    if (names == null) {
      throw tree.wrong("A grant lacks 'permissions'");
    }
    List<String> permissions = names.texts("permissions");
    for (String permission : permissions) {
      if (!PERMISSION.matcher(permission).matches()) {
        throw names.wrong(
            "'"
                + permission
                + "' is no permission; expected a name such as catalog.entity.read, with * only at"
                + " its end and ! only at its start");
      }
    }
    Tree actions = object.get("actions");
    Set<String> only = actions == null ? Set.of() : new HashSet<>(actions.texts("actions"));
    if (!ACTIONS.containsAll(only)) {
      throw actions.wrong("actions are create, read, update and delete");
    }
    Optional<Condition> when = Optional.ofNullable(object.get("when")).map(this::condition);
    return new Grant(denies, number, new Names(permissions), only, when, tree.where());
  }

  private Condition condition(Tree tree) {
    Condition condition = ConditionReader.read(tree);
    Aliases.check(tree);
    try {
      check.accept(condition);
    } catch (PortalException e) {
      throw tree.wrong(e.getMessage());
    }
    return condition;
  }
}
