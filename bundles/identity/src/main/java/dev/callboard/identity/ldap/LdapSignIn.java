package dev.callboard.identity.ldap;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.net.LdapSockets;
import dev.callboard.platform.signin.PasswordSignIn;
import dev.callboard.platform.signin.SignInContext;
import dev.callboard.platform.signin.SignInProvider;
import dev.callboard.platform.signin.SignInResult;
import java.util.Optional;
import java.util.UUID;
import javax.naming.NamingException;
import javax.naming.directory.SearchResult;
import javax.naming.ldap.Rdn;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sign-in with a directory. People are searched for by an account of the server and then asked for
 * their password; or, with {@code userDn}, their name is put into a pattern.
 */
@Component(service = SignInProvider.class)
public final class LdapSignIn implements PasswordSignIn {
  private static final Logger LOG = LoggerFactory.getLogger(LdapSignIn.class);

  @Override
  public String id() {
    return "ldap";
  }

  /** Something to do with an open directory. */
  private interface Work {
    Optional<SignInResult> with(Directory directory) throws NamingException;
  }

  @Override
  public SignInResult signIn(SignInContext context, String username, String password) {
    if (username.isBlank() || password.isEmpty()) {
      throw refused();
    }
    LdapSettings settings = new LdapSettings(context);
    return settings.searches()
        ? ask(settings, directory -> search(settings, directory, username, password))
        : ask(settings, directory -> direct(settings, directory, username, password));
  }

  @Override
  public SignInResult refresh(SignInContext context, String refreshToken) {
    LdapSettings settings = new LdapSettings(context);
    return ask(
        settings,
        directory -> {
          directory.bindServer(settings);
          return person(settings, find(settings, directory, refreshToken), refreshToken);
        });
  }

  private static SignInResult ask(LdapSettings settings, Work work) {
    LdapSockets sockets = settings.sockets();
    try {
      return sockets
          .call(
              () -> {
                try (Directory directory = Directory.open(settings, sockets)) {
                  return work.with(directory);
                }
              })
          .orElseThrow(LdapSignIn::refused);
    } catch (NamingException e) {
      LOG.warn("The directory {} cannot be asked: {}", settings.urls(), e.toString());
      throw new PortalException(
          ErrorCode.SERVICE_UNAVAILABLE, "The directory cannot be asked, try again later", e);
    }
  }

  private static Optional<SignInResult> search(
      LdapSettings settings, Directory directory, String username, String password)
      throws NamingException {
    directory.bindServer(settings);
    Optional<SearchResult> found = find(settings, directory, username);
    // Nobody's password is tried as well, so that the time does not tell which names exist.
    String dn =
        found
            .map(SearchResult::getNameInNamespace)
            .orElseGet(() -> "cn=" + UUID.randomUUID() + "," + settings.base());
    boolean accepted = directory.accepts(dn, password);
    return accepted ? person(settings, found, username) : Optional.empty();
  }

  private static Optional<SearchResult> find(
      LdapSettings settings, Directory directory, String username) throws NamingException {
    return directory.find(settings, username, new LdapPerson(settings).attributes());
  }

  /** Without an account of the server nobody can be looked up later, so no session is begun. */
  private static Optional<SignInResult> direct(
      LdapSettings settings, Directory directory, String username, String password)
      throws NamingException {
    String dn = settings.userDn().replace("{0}", Rdn.escapeValue(username));
    if (!directory.accepts(dn, password)) {
      return Optional.empty();
    }
    return person(settings, directory.read(dn, new LdapPerson(settings).attributes()), null);
  }

  private static Optional<SignInResult> person(
      LdapSettings settings, Optional<SearchResult> found, String refreshToken)
      throws NamingException {
    if (found.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new LdapPerson(settings)
            .of(found.get().getNameInNamespace(), found.get().getAttributes())
            .refreshToken(refreshToken)
            .build());
  }

  private static PortalException refused() {
    return new PortalException(ErrorCode.AUTHENTICATION, "The name or the password is wrong");
  }
}
