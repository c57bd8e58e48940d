package dev.callboard.catalog.discovery.ldap;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.directory.SearchControls;
import javax.naming.ldap.LdapName;

/**
 * What is searched for, and what its attributes become.
 *
 * @param dn below which
 * @param scope of {@link SearchControls}
 * @param filter as in RFC 4515
 * @param attributes that are asked for
 * @param pageSize how many in an answer, 0 for all in one
 * @param map the attribute for each field
 * @param set values by paths such as {@code spec.type}, which each entity gets
 * @param copy attributes that each entity gets besides, by their places in it
 */
record LdapQuery(
    String dn,
    int scope,
    String filter,
    List<String> attributes,
    int pageSize,
    Map<String, String> map,
    Map<String, Object> set,
    Map<List<String>, String> copy) {
  private static final Map<String, String> USER =
      Map.of(
          "rdn",
          "uid",
          "name",
          "uid",
          "displayName",
          "cn",
          "email",
          "mail",
          "memberOf",
          "memberOf");
  private static final Map<String, String> GROUP =
      Map.of(
          "rdn",
          "cn",
          "name",
          "cn",
          "description",
          "description",
          "displayName",
          "cn",
          "type",
          "groupType",
          "memberOf",
          "memberOf",
          "members",
          "member");
  private static final Set<String> FIELDS =
      Set.of(
          "rdn",
          "name",
          "description",
          "displayName",
          "email",
          "picture",
          "type",
          "memberOf",
          "members");

  static List<LdapQuery> users(String where, Config entry) {
    return of(where, "users", entry, USER);
  }

  static List<LdapQuery> groups(String where, Config entry) {
    return of(where, "groups", entry, GROUP);
  }

  private static List<LdapQuery> of(
      String where, String key, Config entry, Map<String, String> presets) {
    List<Config> sections =
        entry.value(key).orElse(null) instanceof List<?>
            ? entry.sections(key)
            : entry.section(key).map(List::of).orElse(List.of());
    List<LdapQuery> queries = new ArrayList<>();
    for (Config section : sections) {
      queries.add(read(where + "." + key, section, presets));
    }
    return queries;
  }

  private static LdapQuery read(String where, Config config, Map<String, String> presets) {
    String dn = config.string("dn").orElse("");
    try {
      if (new LdapName(dn).isEmpty()) {
        throw PortalException.input(where + ".dn is missing");
      }
    } catch (InvalidNameException e) {
      throw PortalException.input(where + ".dn must be a name such as ou=people,dc=example,dc=com");
    }
    Map<String, String> map = new HashMap<>(presets);
    for (String field : config.section("map").map(Config::keys).orElse(Set.of())) {
      if (!FIELDS.contains(field)) {
        throw PortalException.input(where + ".map has no field '" + field + "'; it has " + FIELDS);
      }
      config.string("map." + field).ifPresent(attribute -> map.put(field, attribute));
    }
    List<String> attributes = config.strings("options.attributes");
    return new LdapQuery(
        dn,
        scope(where, config),
        config.string("options.filter").orElse("(objectClass=*)"),
        attributes.isEmpty() ? List.of("*", "+") : attributes,
        pageSize(where, config),
        Map.copyOf(map),
        set(config),
        copy(where, config));
  }

  private static int scope(String where, Config config) {
    String scope = config.string("options.scope").orElse("one");
    return switch (scope) {
      case "base" -> SearchControls.OBJECT_SCOPE;
      case "one" -> SearchControls.ONELEVEL_SCOPE;
      case "sub" -> SearchControls.SUBTREE_SCOPE;
      default ->
          throw PortalException.input(
              where + ".options.scope must be base, one or sub, not '" + scope + "'");
    };
  }

  private static int pageSize(String where, Config config) {
    Optional<Object> paged = config.value("options.paged");
    if (paged.filter(value -> value.equals(false)).isPresent()) {
      return 0;
    }
    long size =
        paged.filter(Map.class::isInstance).isPresent()
            ? config.number("options.paged.pageSize").orElse(500L)
            : 500L;
    if (size < 1 || size > 10_000) {
      throw PortalException.input(where + ".options.paged.pageSize must be from 1 to 10000");
    }
    return (int) size;
  }

  private static Map<String, Object> set(Config config) {
    Map<String, Object> set = new LinkedHashMap<>();
    if (config.value("set").orElse(null) instanceof Map<?, ?> map) {
      map.forEach((path, value) -> set.put(String.valueOf(path), value));
    }
    return set;
  }

  private static Map<List<String>, String> copy(String where, Config config) {
    Map<List<String>, String> copy = new LinkedHashMap<>();
    for (Config each : config.sections("copy")) {
      List<String> to = each.strings("to");
      String from = each.string("from").orElse("");
      boolean inside = to.size() > 1 && Set.of("metadata", "spec").contains(to.get(0));
      if (from.isEmpty() || !inside || to.equals(List.of("metadata", "name"))) {
        throw PortalException.input(
            where
                + ".copy[] needs the attribute 'from' and the place 'to', such as"
                + " [metadata, annotations, example.com/phone]");
      }
      copy.put(to, from);
    }
    return copy;
  }
}
