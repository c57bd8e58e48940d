package dev.callboard.notifications.email;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.identity.PortalPrincipal;
import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the addresses of users and groups in the catalog. Thread-safe; does not block. */
final class AddressBook {
  private static final int LONGEST = 254;
  private static final int MOST_USERS = 100_000;

  /** RFC 5321, 4.1.2, without quoted local parts; what is in it cannot end a header or command. */
  private static final Pattern LOCAL = Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}");

  private static final Pattern DOMAIN =
      Pattern.compile("(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\\.)*[A-Za-z0-9-]{1,63}");

  private final MailSettings settings;
  private final CatalogService catalog;
  private final PortalPrincipal principal;

  AddressBook(MailSettings settings, CatalogService catalog, PortalPrincipal principal) {
    this.settings = settings;
    this.catalog = catalog;
    this.principal = principal;
  }

  /** Returns the address of a user or group that may be sent to, or empty. */
  Optional<String> of(String ref) {
    return catalog.byRef(EntityRef.parse(ref), principal).flatMap(this::of);
  }

  private Optional<String> of(Entity entity) {
    if (entity.json().get("spec") instanceof Map<?, ?> spec
        && spec.get("profile") instanceof Map<?, ?> profile
        && profile.get("email") instanceof String email) {
      return valid(email.strip()).filter(this::allowed);
    }
    return Optional.empty();
  }

  /** Returns the references of all users with an address that may be sent to. */
  List<String> users() {
    return catalog.query(List.of("kind=user,spec.profile.email"), MOST_USERS, principal).stream()
        .filter(entity -> of(entity).isPresent())
        .map(entity -> entity.ref().toString())
        .toList();
  }

  private boolean allowed(String address) {
    String small = address.toLowerCase(Locale.ROOT);
    String domain = small.substring(small.lastIndexOf('@') + 1);
    return !settings.denied().contains(small)
        && (settings.allowed().isEmpty() || settings.allowed().contains(small))
        && (settings.domains().isEmpty() || settings.domains().contains(domain));
  }

  /** Returns an address in the form in which it is sent to, or empty when it is none. */
  static Optional<String> valid(String address) {
    int at = address.lastIndexOf('@');
    if (at < 1
        || address.length() > LONGEST
        || !LOCAL.matcher(address.substring(0, at)).matches()) {
      return Optional.empty();
    }
    try {
      String domain = IDN.toASCII(address.substring(at + 1), IDN.USE_STD3_ASCII_RULES);
      return DOMAIN.matcher(domain).matches()
          ? Optional.of(address.substring(0, at) + "@" + domain)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
