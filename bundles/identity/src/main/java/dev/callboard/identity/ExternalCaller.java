package dev.callboard.identity;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.AccessRestriction;
import java.util.List;
import java.util.Optional;

/** One kind of credentials of callers outside of this server. Thread-safe. */
interface ExternalCaller {
  /**
   * Returns whom a token belongs to, or empty when it is not of this kind. May block to fetch keys.
   *
   * @throws PortalException with code {@code AUTHENTICATION} when it is of this kind and not good
   */
  Optional<DefaultPrincipal> authenticate(String token);

  /** Makes the principal of a configured subject. */
  static DefaultPrincipal principal(String subject, List<AccessRestriction> restrictions) {
    return DefaultPrincipal.service(name(subject), restrictions);
  }

  /** Returns the name of a subject, which begins with {@code external:}. */
  static String name(String subject) {
    return subject.startsWith("external:") ? subject : "external:" + subject;
  }
}
