package dev.callboard.catalog.discovery.ldap;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.net.LdapSockets;
import dev.callboard.platform.net.TrustedCertificates;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;

/**
 * Which directory is read, and how it is signed in to. It is not shown as text, since it has a
 * secret.
 *
 * @param url with the scheme ldap or ldaps
 * @param startTls whether a connection is encrypted after it was made
 * @param dn who reads, or empty for nobody
 * @param secret of it
 * @param ca certificates in PEM form that are trusted in the place of those of the JVM, or empty
 * @param timeout of the connection and of each answer
 */
record LdapTarget(
    String url,
    boolean startTls,
    Optional<String> dn,
    Optional<String> secret,
    Optional<String> ca,
    Duration timeout) {
  static LdapTarget of(String where, Config entry) {
    String url = entry.string("target").orElse("");
    boolean secure = url.startsWith("ldaps:");
    check(where, url);
    Optional<String> dn = entry.string("bind.dn").filter(text -> !text.isBlank());
    Optional<String> secret = entry.string("bind.secret").filter(text -> !text.isEmpty());
    if (dn.isPresent() != secret.isPresent()) {
      throw PortalException.input(where + ".bind needs both dn and secret");
    }
    boolean startTls = !secure && entry.bool("tls.startTls").orElse(false);
    if (dn.isPresent() && !secure && !startTls && !entry.bool("tls.allowPlain").orElse(false)) {
      throw PortalException.input(
          where
              + ".target sends the secret in the clear; take ldaps:, or set tls.startTls, or"
              + " tls.allowPlain for a network that nobody listens to");
    }
    return new LdapTarget(
        url,
        startTls,
        dn,
        secret,
        entry.string("tls.ca"),
        entry.duration("timeout").orElse(Duration.ofSeconds(30)));
  }

  private static void check(String where, String url) {
    try {
      URI uri = new URI(url);
      boolean ldap = "ldap".equals(uri.getScheme()) || "ldaps".equals(uri.getScheme());
      boolean bare = uri.getRawPath() == null || uri.getRawPath().matches("/?");
      if (ldap && bare && uri.getHost() != null && uri.getRawUserInfo() == null) {
        return;
      }
    } catch (URISyntaxException e) {
      // Told below in the same words.
    }
    throw PortalException.input(where + ".target must be like ldaps://directory.example.com");
  }

  /** Returns what makes encrypted connections to it. */
  LdapSockets sockets() {
    try {
      return new LdapSockets(TrustedCertificates.context(ca).getSocketFactory(), timeout);
    } catch (IllegalArgumentException e) {
      throw PortalException.input("tls.ca must be certificates in PEM form");
    }
  }

  boolean encrypted() {
    return url.startsWith("ldaps:");
  }

  @Override
  public String toString() {
    return url;
  }
}
