package dev.callboard.identity.ldap;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.net.LdapSockets;
import java.io.IOException;
import java.util.Hashtable;
import java.util.Optional;
import javax.naming.CommunicationException;
import javax.naming.Context;
import javax.naming.InvalidNameException;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.PartialResultException;
import javax.naming.ServiceUnavailableException;
import javax.naming.SizeLimitExceededException;
import javax.naming.directory.InvalidSearchFilterException;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import javax.naming.ldap.InitialLdapContext;
import javax.naming.ldap.LdapContext;
import javax.naming.ldap.StartTlsRequest;
import javax.naming.ldap.StartTlsResponse;

/**
 * A connection to a directory, for one sign-in. Referrals are not followed and objects are not made
 * of entries: both would let the directory choose whom we talk to and what we load.
 */
final class Directory implements AutoCloseable {
  private static final String SIMPLE = "simple";

  private final LdapContext context;
  private final StartTlsResponse tls;

  private Directory(LdapContext context, StartTlsResponse tls) {
    this.context = context;
    this.tls = tls;
  }

  /** Connects, and encrypts the connection if it should be; nobody is signed in yet. */
  static Directory open(LdapSettings settings, LdapSockets sockets) throws NamingException {
    LdapContext context = new InitialLdapContext(environment(settings), null);
    if (!settings.startTls()) {
      return new Directory(context, null);
    }
    try {
      StartTlsResponse tls = (StartTlsResponse) context.extendedOperation(new StartTlsRequest());
      tls.negotiate(sockets);
      return new Directory(context, tls);
    } catch (IOException | NamingException e) {
      context.close();
      throw failed(settings, "url", "does not speak TLS that is trusted", e);
    }
  }

  private static Hashtable<String, Object> environment(LdapSettings settings) {
    Hashtable<String, Object> environment = new Hashtable<>();
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
    environment.put(Context.PROVIDER_URL, String.join(" ", settings.urls()));
    environment.put(Context.REFERRAL, "ignore");
    environment.put("java.naming.ldap.attributes.binary", LdapPerson.OBJECT_GUID);
    environment.put("java.naming.ldap.version", "3");
    environment.put(
        "com.sun.jndi.ldap.connect.timeout", String.valueOf(settings.connectTimeout().toMillis()));
    environment.put(
        "com.sun.jndi.ldap.read.timeout", String.valueOf(settings.readTimeout().toMillis()));
    if (settings.secureFromTheStart()) {
      environment.put("java.naming.ldap.factory.socket", LdapSockets.class.getName());
    }
    return environment;
  }

  /** Signs the server itself in, if it has an account. */
  void bindServer(LdapSettings settings) throws NamingException {
    if (settings.bindDn().isEmpty()) {
      return;
    }
    try {
      bind(settings.bindDn().get(), settings.bindPassword());
    } catch (NamingException e) {
      if (isAway(e)) {
        throw e;
      }
      throw failed(settings, "bindDn", "is refused by the directory", e);
    }
  }

  /** Returns whether somebody has this password. */
  boolean accepts(String dn, String password) throws NamingException {
    try {
      bind(dn, password);
      return true;
    } catch (NamingException e) {
      if (isAway(e)) {
        throw e;
      }
      // Wrong, locked, expired or not there: directories have many words for it.
      return false;
    }
  }

  private void bind(String dn, String password) throws NamingException {
    if (password.isEmpty()) {
      throw new IllegalArgumentException("an empty password would be accepted for everybody");
    }
    context.addToEnvironment(Context.SECURITY_AUTHENTICATION, SIMPLE);
    context.addToEnvironment(Context.SECURITY_PRINCIPAL, dn);
    context.addToEnvironment(Context.SECURITY_CREDENTIALS, password);
    context.reconnect(null);
  }

  /** Returns the one entry that a name fits; empty when none does, or several do. */
  Optional<SearchResult> find(LdapSettings settings, String username, String[] attributes)
      throws NamingException {
    SearchControls controls = controls(SearchControls.SUBTREE_SCOPE, attributes);
    try {
      // JNDI escapes the name as RFC 4515 asks for.
      return one(
          context.search(settings.base(), settings.filter(), new Object[] {username}, controls));
    } catch (NameNotFoundException | InvalidNameException e) {
      throw failed(settings, "userSearchBase", "is not in the directory", e);
    } catch (InvalidSearchFilterException e) {
      throw failed(settings, "userSearchFilter", "is no filter", e);
    }
  }

  /** Returns the entry of this name. */
  Optional<SearchResult> read(String dn, String[] attributes) throws NamingException {
    SearchControls controls = controls(SearchControls.OBJECT_SCOPE, attributes);
    return one(context.search(dn, "(objectClass=*)", new Object[0], controls));
  }

  private static SearchControls controls(int scope, String[] attributes) {
    SearchControls controls = new SearchControls();
    controls.setSearchScope(scope);
    controls.setCountLimit(2);
    controls.setReturningAttributes(attributes);
    return controls;
  }

  private static Optional<SearchResult> one(NamingEnumeration<SearchResult> results)
      throws NamingException {
    SearchResult found = null;
    try {
      while (results.hasMore()) {
        if (found != null) {
          return Optional.empty();
        }
        found = results.next();
      }
    } catch (SizeLimitExceededException e) {
      return Optional.empty();
    } catch (PartialResultException e) {
      // Active Directory ends a search at the root with referrals, which are not followed.
      return Optional.ofNullable(found);
    } finally {
      results.close();
    }
    return Optional.ofNullable(found);
  }

  private static boolean isAway(NamingException e) {
    return e instanceof CommunicationException || e instanceof ServiceUnavailableException;
  }

  private static PortalException failed(
      LdapSettings settings, String key, String what, Exception cause) {
    PortalException told = settings.wrong(key, what);
    return new PortalException(ErrorCode.SERVICE_UNAVAILABLE, told.getMessage(), cause);
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
