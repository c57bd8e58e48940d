package dev.callboard.catalog.discovery.ldap;

import dev.callboard.catalog.api.Entity;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes User and Group entities of entries of a directory, as Backstage does. Thread-safe. */
final class LdapEntities {
  private final LdapOrgSettings settings;

  LdapEntities(LdapOrgSettings settings) {
    this.settings = settings;
  }

  /** Returns the name of an entry, as the directory or its attribute has it. */
  String dn(LdapEntry entry) {
    return settings.dnAttribute().flatMap(entry::text).orElse(entry.dn());
  }

  Entity user(LdapEntry entry, LdapQuery query, String name, List<String> memberOf) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("profile", profile(entry, query));
    spec.put("memberOf", memberOf);
    return entity("User", entry, query, name, spec);
  }

  Entity group(
      LdapEntry entry,
      LdapQuery query,
      String name,
      Optional<String> parent,
      List<String> children) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("type", entry.text(query.map().get("type")).orElse("unknown"));
    spec.put("profile", profile(entry, query));
    parent.ifPresent(above -> spec.put("parent", above));
    spec.put("children", children);
    return entity("Group", entry, query, name, spec);
  }

  private static Map<String, Object> profile(LdapEntry entry, LdapQuery query) {
    Map<String, Object> profile = new LinkedHashMap<>();
    for (String field : List.of("displayName", "email", "picture")) {
      entry.text(query.map().get(field)).ifPresent(text -> profile.put(field, text));
    }
    return profile;
  }

  private Entity entity(
      String kind, LdapEntry entry, LdapQuery query, String name, Map<String, Object> spec) {
    Map<String, Object> annotations = new LinkedHashMap<>();
    entry
        .text(query.map().get("rdn"))
        .ifPresent(rdn -> annotations.put("backstage.io/ldap-rdn", rdn));
    annotations.put("backstage.io/ldap-dn", dn(entry));
    Uuids.of(entry, settings.uuidAttribute())
        .ifPresent(uuid -> annotations.put("backstage.io/ldap-uuid", uuid));
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name);
    entry.text(query.map().get("description")).ifPresent(text -> metadata.put("description", text));
    metadata.put("annotations", annotations);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("apiVersion", "backstage.io/v1alpha1");
    json.put("kind", kind);
    json.put("metadata", metadata);
    json.put("spec", spec);
    query.set().forEach((path, value) -> put(json, Arrays.asList(path.split("\\.")), value));
    query.copy().forEach((to, from) -> entry.text(from).ifPresent(text -> put(json, to, text)));
    // As Backstage names it: nothing is read from there.
    String location =
        "ldap://" + settings.id() + "/" + URLEncoder.encode(dn(entry), StandardCharsets.UTF_8);
    return Entity.of(json)
        .withAnnotation("backstage.io/managed-by-location", location)
        .withAnnotation("backstage.io/managed-by-origin-location", location);
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> json, List<String> path, Object value) {
    Map<String, Object> at = json;
    for (String key : path.subList(0, path.size() - 1)) {
      if (!(at.get(key) instanceof Map<?, ?>)) {
        at.put(key, new LinkedHashMap<String, Object>());
      }
      at = (Map<String, Object>) at.get(key);
    }
    at.put(path.get(path.size() - 1), value);
  }
}
