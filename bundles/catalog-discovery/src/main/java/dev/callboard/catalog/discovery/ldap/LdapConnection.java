package dev.callboard.catalog.discovery.ldap;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.net.LdapSockets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.PartialResultException;
import javax.naming.directory.Attribute;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import javax.naming.ldap.Control;
import javax.naming.ldap.InitialLdapContext;
import javax.naming.ldap.LdapContext;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.PagedResultsControl;
import javax.naming.ldap.PagedResultsResponseControl;
import javax.naming.ldap.StartTlsRequest;
import javax.naming.ldap.StartTlsResponse;

/**
 * A connection to a directory, for one run. Referrals are not followed and objects are not made of
 * entries: both would let the directory choose whom we talk to and what we load.
 */
final class LdapConnection implements AutoCloseable {
  private final LdapContext context;
  private final StartTlsResponse tls;

  private LdapConnection(LdapContext context, StartTlsResponse tls) {
    this.context = context;
    this.tls = tls;
  }

  /** Connects, encrypts and signs in. */
  static LdapConnection open(LdapTarget target, LdapSockets sockets)
      throws NamingException, IOException {
    LdapContext context = new InitialLdapContext(environment(target), null);
    StartTlsResponse tls = null;
    try {
      if (target.startTls()) {
        tls = (StartTlsResponse) context.extendedOperation(new StartTlsRequest());
        tls.negotiate(sockets);
      }
      if (target.dn().isPresent()) {
        context.addToEnvironment(Context.SECURITY_AUTHENTICATION, "simple");
        context.addToEnvironment(Context.SECURITY_PRINCIPAL, target.dn().get());
        context.addToEnvironment(Context.SECURITY_CREDENTIALS, target.secret().orElseThrow());
        context.reconnect(null);
      }
      return new LdapConnection(context, tls);
    } catch (IOException | NamingException e) {
      context.close();
      throw e;
    }
  }

  private static Hashtable<String, Object> environment(LdapTarget target) {
    String millis = String.valueOf(target.timeout().toMillis());
    Hashtable<String, Object> environment = new Hashtable<>();
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
    environment.put(Context.PROVIDER_URL, target.url());
    environment.put(Context.REFERRAL, "ignore");
    environment.put("java.naming.ldap.version", "3");
    environment.put("java.naming.ldap.attributes.binary", Uuids.GUID);
    environment.put("com.sun.jndi.ldap.connect.timeout", millis);
    environment.put("com.sun.jndi.ldap.read.timeout", millis);
    if (target.encrypted()) {
      environment.put("java.naming.ldap.factory.socket", LdapSockets.class.getName());
    }
    return environment;
  }

  /**
   * Returns all that a query finds, page by page.
   *
   * @param most how many there may be
   */
  List<LdapEntry> search(LdapQuery query, long most) throws NamingException, IOException {
    SearchControls controls = new SearchControls();
    controls.setSearchScope(query.scope());
    controls.setReturningAttributes(query.attributes().toArray(new String[0]));
    LdapName base = new LdapName(query.dn());
    List<LdapEntry> found = new ArrayList<>();
    byte[] cookie = null;
    do {
      if (Thread.currentThread().isInterrupted()) {
        throw new PortalException(ErrorCode.SERVICE_UNAVAILABLE, "stopped while it was read");
      }
      if (query.pageSize() > 0) {
        context.setRequestControls(
            new Control[] {new PagedResultsControl(query.pageSize(), cookie, Control.NONCRITICAL)});
      }
      read(context.search(base, query.filter(), controls), found, most);
      cookie = query.pageSize() > 0 ? cookie(context.getResponseControls()) : null;
    } while (cookie != null && cookie.length > 0);
    context.setRequestControls(null);
    LdapRanges ranges = new LdapRanges(context, most);
    for (int i = 0; i < found.size(); i++) {
      found.set(i, ranges.complete(found.get(i)));
    }
    return found;
  }

  private static void read(
      NamingEnumeration<SearchResult> results, List<LdapEntry> found, long most)
      throws NamingException {
    try {
      while (results.hasMore()) {
        if (found.size() >= most) {
          throw PortalException.input(
              "The directory has more than " + most + " entries there (maxEntries)");
        }
        found.add(entry(results.next()));
      }
    } catch (PartialResultException e) {
      // Active Directory ends a search at the root with referrals, which are not followed.
    } finally {
      results.close();
    }
  }

  private static LdapEntry entry(SearchResult result) throws NamingException {
    Map<String, List<Object>> attributes = new HashMap<>();
    NamingEnumeration<? extends Attribute> all = result.getAttributes().getAll();
    while (all.hasMore()) {
      Attribute attribute = all.next();
      attributes.put(attribute.getID().toLowerCase(Locale.ROOT), LdapRanges.values(attribute));
    }
    return new LdapEntry(result.getNameInNamespace(), attributes);
  }

  private static byte[] cookie(Control[] controls) {
    if (controls != null) {
      for (Control control : controls) {
        if (control instanceof PagedResultsResponseControl paged) {
          return paged.getCookie();
        }
      }
    }
    return null;
  }

  @Override
  public void close() throws NamingException {
    try {
      if (tls != null) {
        tls.close();
      }
    } catch (IOException e) {
      // The connection is closed next, in whatever state it is.
    } finally {
      context.close();
    }
  }
}
