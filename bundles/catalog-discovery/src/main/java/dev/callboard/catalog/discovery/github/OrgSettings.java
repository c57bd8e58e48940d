package dev.callboard.catalog.discovery.github;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.net.URI;
import java.util.List;

/**
 * One entry of {@code catalog.providers.githubOrg}, with the keys of Backstage.
 *
 * @param id tells entries apart
 * @param url of GitHub
 * @param orgs whose people and teams are read
 * @param excludeSuspended whether people who are suspended are left out
 * @param verifiedEmails whether the address of a domain of the organisation is taken
 * @param teams of a page
 * @param members of a team in an answer
 * @param users of a page
 */
record OrgSettings(
    String id,
    URI url,
    List<String> orgs,
    boolean excludeSuspended,
    boolean verifiedEmails,
    int teams,
    int members,
    int users) {
  static OrgSettings of(String id, String where, Config entry) {
    List<String> orgs = entry.strings("orgs");
    if (orgs.isEmpty() || orgs.stream().anyMatch(org -> !org.matches("[A-Za-z0-9._-]{1,100}"))) {
      throw PortalException.input(where + ".orgs must list the names of organizations");
    }
    URI url;
    try {
      url = URI.create(entry.string("githubUrl").orElse("https://github.com"));
    } catch (IllegalArgumentException e) {
      throw PortalException.input(where + ".githubUrl must be a URL");
    }
    if (url.getHost() == null) {
      throw PortalException.input(where + ".githubUrl must be a URL such as https://github.com");
    }
    return new OrgSettings(
        id,
        url,
        orgs,
        entry.bool("excludeSuspendedUsers").orElse(false),
        entry.bool("defaultUserTransformer.useVerifiedEmails").orElse(false),
        size(where, entry, "teams", 25),
        size(where, entry, "teamMembers", 50),
        size(where, entry, "organizationMembers", 50));
  }

  private static int size(String where, Config entry, String name, long preset) {
    long size = entry.number("pageSizes." + name).orElse(preset);
    if (size < 1 || size > 100) {
      throw PortalException.input(where + ".pageSizes." + name + " must be from 1 to 100");
    }
    return (int) size;
  }
}
