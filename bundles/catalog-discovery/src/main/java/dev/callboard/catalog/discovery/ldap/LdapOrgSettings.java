package dev.callboard.catalog.discovery.ldap;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.util.List;
import java.util.Optional;

/**
 * An entry of {@code catalog.providers.ldapOrg}, with the keys of Backstage and some more.
 *
 * @param id tells entries apart
 * @param target which directory
 * @param users where people are
 * @param groups where groups are
 * @param dnAttribute the attribute with the name of an entry, when its name is not to be taken
 * @param uuidAttribute the attribute that stays the same when an entry is renamed, or empty to see
 * @param maxEntries how many people and groups there may be
 */
record LdapOrgSettings(
    String id,
    LdapTarget target,
    List<LdapQuery> users,
    List<LdapQuery> groups,
    Optional<String> dnAttribute,
    Optional<String> uuidAttribute,
    long maxEntries) {
  static LdapOrgSettings of(String id, String where, Config entry) {
    List<LdapQuery> users = LdapQuery.users(where, entry);
    List<LdapQuery> groups = LdapQuery.groups(where, entry);
    if (users.isEmpty() && groups.isEmpty()) {
      throw PortalException.input(where + " needs users or groups, each with a dn");
    }
    long most = entry.number("maxEntries").orElse(200_000L);
    if (most < 1) {
      throw PortalException.input(where + ".maxEntries must be 1 or more");
    }
    return new LdapOrgSettings(
        id,
        LdapTarget.of(where, entry),
        users,
        groups,
        entry.string("vendor.dnAttributeName"),
        entry.string("vendor.uuidAttributeName"),
        most);
  }
}
