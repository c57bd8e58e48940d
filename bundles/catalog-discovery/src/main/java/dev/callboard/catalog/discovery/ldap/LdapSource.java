package dev.callboard.catalog.discovery.ldap;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.discovery.Page;
import dev.callboard.catalog.discovery.Source;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.net.LdapSockets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.naming.AuthenticationException;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.InvalidSearchFilterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The people and groups of a directory. All of it is read before the first page is given, because
 * who belongs to what is known only then: a directory that fails in the middle changes nothing.
 */
public final class LdapSource implements Source {
  private static final Logger LOG = LoggerFactory.getLogger(LdapSource.class);
  private static final int PAGE = 500;
  private static final int MOST_PROBLEMS = 20;

  private final LdapOrgSettings settings;
  private List<Entity> read = List.of();
  private int given;

  LdapSource(LdapOrgSettings settings) {
    this.settings = settings;
  }

  /** Makes the source of one entry. */
  public static Source of(String id, String where, dev.callboard.platform.config.Config entry) {
    return new LdapSource(LdapOrgSettings.of(id, where, entry));
  }

  @Override
  public String name() {
    return "ldap-org:" + settings.id();
  }

  @Override
  public String fingerprint() {
    return settings.toString();
  }

  @Override
  public Page page(String place) {
    // After a restart it is read anew from the beginning; what was given before is not given twice.
    if (place == null || read.isEmpty() || !place.equals(String.valueOf(given))) {
      read = readAll();
      given = 0;
    }
    List<Entity> page = read.subList(given, Math.min(read.size(), given + PAGE));
    given += page.size();
    if (given < read.size()) {
      return new Page(page, Optional.of(String.valueOf(given)));
    }
    Page last = new Page(page, Optional.empty());
    read = List.of();
    return last;
  }

  private List<Entity> readAll() {
    try {
      LdapSockets sockets = settings.target().sockets();
      return sockets.call(() -> readAll(sockets));
    } catch (PortalException e) {
      throw e;
    } catch (AuthenticationException e) {
      throw failed(ErrorCode.AUTHENTICATION, "refuses bind.dn or bind.secret", e);
    } catch (NameNotFoundException e) {
      throw failed(ErrorCode.NOT_FOUND, "has no entry of a configured dn", e);
    } catch (InvalidSearchFilterException e) {
      throw failed(ErrorCode.INPUT, "does not understand a configured filter", e);
    } catch (NamingException | IOException e) {
      throw failed(ErrorCode.SERVICE_UNAVAILABLE, "cannot be read now", e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private PortalException failed(ErrorCode code, String what, Exception cause) {
    return new PortalException(
        code, "The directory " + settings.target().url() + " " + what, cause);
  }

  private List<Entity> readAll(LdapSockets sockets) throws NamingException, IOException {
    try (LdapConnection connection = LdapConnection.open(settings.target(), sockets)) {
      LdapOrg org = new LdapOrg(new LdapEntities(settings));
      List<Entity> built =
          org.build(find(connection, settings.users()), find(connection, settings.groups()));
      org.problems().stream()
          .limit(MOST_PROBLEMS)
          .forEach(problem -> LOG.warn("{}: {}", name(), problem));
      if (org.problems().size() > MOST_PROBLEMS) {
        LOG.warn("{}: {} more of these", name(), org.problems().size() - MOST_PROBLEMS);
      }
      return built;
    }
  }

  private List<LdapOrg.Found> find(LdapConnection connection, List<LdapQuery> queries)
      throws NamingException, IOException {
    List<LdapOrg.Found> found = new ArrayList<>();
    for (LdapQuery query : queries) {
      found.add(new LdapOrg.Found(query, connection.search(query, settings.maxEntries())));
    }
    return found;
  }
}
