package dev.callboard.cli.doctor;

import dev.callboard.platform.config.Config;
import java.util.ArrayList;
import java.util.List;

/** Looks at the settings of a directory that people sign in with; calls nobody. */
final class LdapCheck {
  private LdapCheck() {}

  /**
   * Returns what is wrong.
   *
   * @param key where the settings are
   */
  static List<Finding> of(String key, Config own) {
    List<Finding> findings = new ArrayList<>();
    boolean searches = own.has("userSearchBase");
    if (searches == own.has("userDn")) {
      findings.add(
          error(
              key + " needs userSearchBase or userDn, and not both",
              "userSearchBase searches for people; userDn is a pattern such as"
                  + " uid={0},ou=people,dc=example,dc=com."));
    }
    String pattern = searches ? "userSearchFilter" : "userDn";
    if (own.string(pattern).filter(text -> !text.contains("{0}")).isPresent()) {
      findings.add(error(key + "." + pattern + " does not say where the name goes", "Use {0}."));
    }
    if (own.has("bindDn") && !own.has("bindPassword")) {
      findings.add(
          error(
              key + ".bindPassword is missing",
              "A variable that is not set removes the key, too."));
    }
    boolean clear = own.strings("url").stream().anyMatch(url -> url.startsWith("ldap:"));
    if (clear && !own.bool("startTls").orElse(true)) {
      findings.add(
          Finding.warning(
              SignInCheck.AREA,
              key + " sends passwords without encryption",
              "Use ldaps:, or remove startTls: false."));
    }
    return findings;
  }

  private static Finding error(String what, String advice) {
    return Finding.error(SignInCheck.AREA, what, advice);
  }
}
