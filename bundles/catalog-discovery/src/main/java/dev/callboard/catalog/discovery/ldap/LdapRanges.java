package dev.callboard.catalog.discovery.ldap;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;
import javax.naming.ldap.LdapContext;
import javax.naming.ldap.LdapName;

/**
 * Asks for the values that Active Directory leaves out: of an attribute with many it gives the
 * first 1,500 as {@code member;range=0-1499} (MS-ADTS, 3.1.1.3.1.3.3).
 */
final class LdapRanges {
  private static final Pattern RANGE = Pattern.compile("(.+);range=([0-9]{1,9})-([0-9]{1,9}|\\*)");

  private final LdapContext context;
  private final long most;

  /**
   * Takes the connection.
   *
   * @param most how many values an attribute may have
   */
  LdapRanges(LdapContext context, long most) {
    this.context = context;
    this.most = most;
  }

  /** Reads the values of an attribute. */
  static List<Object> values(Attribute attribute) throws NamingException {
    List<Object> values = new ArrayList<>();
    NamingEnumeration<?> each = attribute.getAll();
    while (each.hasMore()) {
      values.add(each.next());
    }
    return values;
  }

  /** Returns an entry with all values; the same one when none were left out. Blocks. */
  LdapEntry complete(LdapEntry entry) throws NamingException {
    Map<String, List<Object>> whole = null;
    for (Map.Entry<String, List<Object>> attribute : entry.attributes().entrySet()) {
      Matcher range = RANGE.matcher(attribute.getKey());
      if (range.matches()) {
        whole = whole == null ? new HashMap<>(entry.attributes()) : whole;
        whole.put(range.group(1), all(entry.dn(), range, attribute.getValue()));
      }
    }
    return whole == null ? entry : new LdapEntry(entry.dn(), whole);
  }

  private List<Object> all(String dn, Matcher first, List<Object> given) throws NamingException {
    String name = first.group(1);
    List<Object> values = new ArrayList<>(given);
    String end = first.group(3);
    while (!end.equals("*")) {
      if (values.size() > most) {
        throw PortalException.input(
            "'" + dn + "' has more than " + most + " values of " + name + " (maxEntries)");
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new PortalException(ErrorCode.SERVICE_UNAVAILABLE, "stopped while it was read");
      }
      long next = Long.parseLong(end) + 1;
      end = more(dn, name, next, values).orElseThrow(() -> missing(dn, name, next));
    }
    return values;
  }

  /** Adds the next values; returns where they end, or empty when the directory gave none. */
  private Optional<String> more(String dn, String name, long next, List<Object> values)
      throws NamingException {
    Attributes found =
        context.getAttributes(new LdapName(dn), new String[] {name + ";range=" + next + "-*"});
    NamingEnumeration<? extends Attribute> all = found.getAll();
    while (all.hasMore()) {
      Attribute attribute = all.next();
      Matcher range = RANGE.matcher(attribute.getID().toLowerCase(Locale.ROOT));
      if (range.matches()
          && range.group(1).equals(name)
          && Long.parseLong(range.group(2)) == next
          && attribute.size() > 0) {
        values.addAll(values(attribute));
        return Optional.of(range.group(3));
      }
    }
    return Optional.empty();
  }

  private static PortalException missing(String dn, String name, long next) {
    return new PortalException(
        ErrorCode.SERVICE_UNAVAILABLE,
        "The directory does not give the values of " + name + " of '" + dn + "' from " + next);
  }
}
