package dev.callboard.identity.ldap;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.net.LdapSockets;
import dev.callboard.platform.net.TrustedCertificates;
import dev.callboard.platform.signin.SignInContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the configuration says about a directory. Mistakes name the key, and no secret. */
final class LdapSettings {
  private static final String NAME = "{0}";

  private final SignInContext context;
  private final Config config;

  LdapSettings(SignInContext context) {
    this.context = context;
    this.config = context.config();
    boolean searches = config.has("userSearchBase");
    if (searches == config.has("userDn")) {
      throw wrong("userSearchBase", "or userDn is needed, and not both");
    }
    requireName(searches ? "userSearchFilter" : "userDn", searches ? filter() : userDn());
  }

  private void requireName(String key, String text) {
    if (!text.contains(NAME)) {
      throw wrong(key, "needs {0} where the name goes");
    }
  }

  /** Returns the addresses, which are tried in their order. */
  List<String> urls() {
    List<String> urls = config.strings("url");
    if (urls.isEmpty()) {
      throw wrong("url", "is missing");
    }
    Set<String> schemes = Set.of("ldap", "ldaps");
    for (String url : urls) {
      try {
        URI uri = new URI(url);
        boolean plain = uri.getRawPath() == null || uri.getRawPath().matches("/?");
        if (schemes.contains(uri.getScheme()) && uri.getHost() != null && plain) {
          continue;
        }
      } catch (URISyntaxException e) {
        // Told below in the same words.
      }
      throw wrong("url", "must be like ldaps://directory.example.com");
    }
    if (urls.stream().map(url -> url.startsWith("ldaps:")).distinct().count() > 1) {
      throw wrong("url", "must not mix ldap: and ldaps:");
    }
    return urls;
  }

  boolean secureFromTheStart() {
    return urls().get(0).startsWith("ldaps:");
  }

  /** Without encryption anybody on the way reads the passwords, so somebody has to ask for it. */
  boolean startTls() {
    return !secureFromTheStart() && config.bool("startTls").orElse(true);
  }

  /** Returns what makes encrypted connections, with the certificates that are trusted. */
  LdapSockets sockets() {
    try {
      return new LdapSockets(
          TrustedCertificates.context(config.string("tls.ca")).getSocketFactory(),
          connectTimeout());
    } catch (IllegalArgumentException e) {
      throw wrong("tls.ca", "has no certificates in PEM");
    }
  }

  Optional<String> bindDn() {
    return config.string("bindDn").filter(dn -> !dn.isBlank());
  }

  String bindPassword() {
    return config
        .string("bindPassword")
        .filter(password -> !password.isEmpty())
        .orElseThrow(() -> wrong("bindPassword", "is missing"));
  }

  /** Returns whether people are searched for, by an account of ours. */
  boolean searches() {
    return config.has("userSearchBase");
  }

  String base() {
    return config.string("userSearchBase").orElse("");
  }

  String filter() {
    return config.string("userSearchFilter").orElse("(uid={0})");
  }

  /** Returns the pattern of the names of people who are not searched for. */
  String userDn() {
    return config.string("userDn").orElse("");
  }

  /** Returns the attributes of which the first that somebody has is who it is. */
  List<String> idAttributes() {
    return config
        .string("attributes.id")
        .map(List::of)
        .orElse(List.of("entryUUID", LdapPerson.OBJECT_GUID));
  }

  String attribute(String key, String otherwise) {
    return config.string("attributes." + key).orElse(otherwise);
  }

  /** Returns whether nobody can change their own e-mail address in the directory. */
  boolean emailVerified() {
    return config.bool("emailVerified").orElse(false);
  }

  Duration connectTimeout() {
    return config.duration("connectTimeout").orElse(Duration.ofSeconds(5));
  }

  Duration readTimeout() {
    return config.duration("readTimeout").orElse(Duration.ofSeconds(5));
  }

  PortalException wrong(String key, String what) {
    return PortalException.unavailable(
        "auth.providers."
            + context.providerId()
            + "."
            + context.environment()
            + "."
            + key
            + " "
            + what);
  }
}
