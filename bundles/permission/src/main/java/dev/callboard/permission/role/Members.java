package dev.callboard.permission.role;

import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who is meant by a role or rule.
 *
 * @param entries {@code users}, {@code services}, {@code plugins}, names of callers, or references
 *     of groups whose members are meant; in lower case
 */
public record Members(Set<String> entries) {
  private static final Set<String> KINDS = Set.of("users", "services", "plugins");

  /** Copies the entries in lower case, as references are compared. */
  public Members {
    entries = entries.stream().map(Members::lower).collect(Collectors.toUnmodifiableSet());
  }

  /** Returns whether an entry is one of the forms that are known. */
  public static boolean isEntry(String text) {
    return KINDS.contains(text) || (text.indexOf(':') > 0 && !text.endsWith(":"));
  }

  /** Returns whether a principal is meant. */
  public boolean include(PortalPrincipal principal) {
    if (entries.contains(kind(principal.type())) || entries.contains(lower(principal.getName()))) {
      return true;
    }
    // Only when somebody is named, because the groups of a user have to be looked up.
    return principal.type() == PrincipalType.USER
        && namesSomebody()
        && principal.ownershipRefs().stream().map(Members::lower).anyMatch(entries::contains);
  }

  private boolean namesSomebody() {
    return entries.stream().anyMatch(entry -> entry.indexOf(':') >= 0);
  }

  private static String kind(PrincipalType type) {
    return switch (type) {
      case USER -> "users";
      case SERVICE -> "services";
      case PLUGIN -> "plugins";
      case SYSTEM, ANONYMOUS -> "";
    };
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
