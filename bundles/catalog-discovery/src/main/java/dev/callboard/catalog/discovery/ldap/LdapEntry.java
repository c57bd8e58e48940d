package dev.callboard.catalog.discovery.ldap;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * An entry of a directory.
 *
 * @param dn its name
 * @param attributes texts or bytes, by names in lower case
 */
record LdapEntry(String dn, Map<String, List<Object>> attributes) {
  /** Returns the texts of an attribute. */
  List<String> texts(String attribute) {
    if (attribute == null) {
      return List.of();
    }
    return attributes.getOrDefault(attribute.toLowerCase(Locale.ROOT), List.of()).stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .filter(text -> !text.isBlank())
        .toList();
  }

  /** Returns the first text of an attribute. */
  Optional<String> text(String attribute) {
    return texts(attribute).stream().findFirst();
  }

  /** Returns what is the same for names that mean the same entry, however they are written. */
  static Object key(String dn) {
    try {
      return new LdapName(dn);
    } catch (InvalidNameException e) {
      return dn.strip().toLowerCase(Locale.ROOT);
    }
  }
}
