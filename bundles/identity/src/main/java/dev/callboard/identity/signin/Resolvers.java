package dev.callboard.identity.signin;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.signin.SignInContext;
import dev.callboard.platform.signin.SignInResult;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Finds the user of the catalog whom a person is, by the resolvers of the configuration; the first
 * that finds one counts. Names are Backstage's. Values are compared exactly, after the catalog's
 * index, which ignores case, has found candidates; two candidates are nobody.
 */
final class Resolvers {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");

  /** No comma and no equals sign, which mean something in a filter, and ASCII only. */
  private static final Pattern VALUE = Pattern.compile("[!-~&&[^,=]]{1,254}");

  private static final Pattern EMAIL =
      Pattern.compile("[!-~&&[^,=@()<>\\[\\]:;\\\\\"]]{1,64}@[A-Za-z0-9.-]{1,189}");
  private static final int CANDIDATES = 50;

  private final Supplier<Optional<CatalogService>> catalog;
  private final Supplier<PortalPrincipal> reader;

  Resolvers(Supplier<Optional<CatalogService>> catalog, Supplier<PortalPrincipal> reader) {
    this.catalog = catalog;
    this.reader = reader;
  }

  /** Returns whether the provider signs people in at all, and is not for access tokens only. */
  static boolean configured(SignInContext context) {
    return !list(context).isEmpty();
  }

  private static List<Config> list(SignInContext context) {
    return context
        .config()
        .section("signIn")
        .map(section -> section.sections("resolvers"))
        .orElse(List.of());
  }

  /**
   * Returns the reference of the user.
   *
   * @throws PortalException with code {@code AUTHENTICATION} when nobody, or more than one, fits
   */
  String resolve(SignInContext context, SignInResult person) {
    for (Config resolver : list(context)) {
      Optional<String> user = apply(resolver, context, person);
      if (user.isPresent()) {
        return user.get();
      }
    }
    throw new PortalException(
        ErrorCode.AUTHENTICATION,
        "Sign-in failed: no user of the catalog fits. Ask whoever runs the portal to check that"
            + " you are in the catalog and which resolver is configured");
  }

  private Optional<String> apply(Config resolver, SignInContext context, SignInResult person) {
    String name = resolver.string("resolver").orElse("");
    return switch (name) {
      case "emailMatchingUserEntityProfileEmail" ->
          verifiedEmail(person)
              .flatMap(email -> unique("spec.profile.email", email, e -> profileEmail(e, email)));
      case "emailMatchingUserEntityAnnotation" ->
          byAnnotation(annotation(resolver, "google.com/email"), verifiedEmail(person));
      case "emailLocalPartMatchingUserEntityName" ->
          byName(resolver, localPart(resolver, verifiedEmail(person)));
      case "usernameMatchingUserEntityName",
          "preferredUsernameMatchingUserEntityName",
          "forwardedUserMatchingUserEntityName" ->
          byName(resolver, person.username());
      case "userIdMatchingUserEntityAnnotation" ->
          byAnnotation(
              annotation(resolver, userIdAnnotation(context.providerId())),
              Optional.of(person.subject()));
      case "subClaimMatchingKeycloakUserId" ->
          byAnnotation("keycloak.org/id", Optional.of(person.subject()));
      case "subClaimMatchingPingIdentityUserId" ->
          byAnnotation("pingidentity.org/id", Optional.of(person.subject()));
      case "claimMatchingUserEntityAnnotation" -> byClaim(resolver, person);
      default ->
          throw PortalException.unavailable(
              "auth.providers."
                  + context.providerId()
                  + " has the unknown resolver '"
                  + name
                  + "'");
    };
  }

  /** As Backstage's modules write it when they bring users into the catalog. */
  private static String userIdAnnotation(String provider) {
    return provider.equals("ldap") ? "backstage.io/ldap-uuid" : provider + ".com/user-id";
  }

  /** An address that nobody has verified is what somebody typed, and proves nothing. */
  private static Optional<String> verifiedEmail(SignInResult person) {
    return person.email().filter(email -> person.emailVerified() && EMAIL.matcher(email).matches());
  }

  private static Optional<String> localPart(Config resolver, Optional<String> email) {
    List<String> domains = resolver.strings("allowedDomains");
    return email
        .filter(
            address -> {
              String domain = address.substring(address.indexOf('@') + 1);
              return domains.isEmpty()
                  || domains.stream().anyMatch(allowed -> allowed.equalsIgnoreCase(domain));
            })
        .map(address -> address.substring(0, address.indexOf('@')));
  }

  private Optional<String> byName(Config resolver, Optional<String> name) {
    if (name.isEmpty() || !NAME.matcher(name.get()).matches()) {
      return Optional.empty();
    }
    EntityRef ref = new EntityRef("user", EntityRef.DEFAULT_NAMESPACE, name.get());
    Optional<Entity> user = catalog().byRef(ref, reader.get());
    if (user.isPresent()) {
      return user.map(entity -> entity.ref().toString());
    }
    boolean anyway = resolver.bool("dangerouslyAllowSignInWithoutUserInCatalog").orElse(false);
    return anyway ? Optional.of(ref.toString().toLowerCase(Locale.ROOT)) : Optional.empty();
  }

  private Optional<String> byClaim(Config resolver, SignInResult person) {
    Optional<String> claim =
        resolver
            .string("claim")
            .map(person.claims()::get)
            .filter(value -> value instanceof String || value instanceof Number)
            .map(String::valueOf);
    return byAnnotation(annotation(resolver, ""), claim);
  }

  private Optional<String> byAnnotation(String annotation, Optional<String> value) {
    if (annotation.isEmpty()) {
      throw PortalException.unavailable("A sign-in resolver needs the option 'annotation'");
    }
    return value.flatMap(
        text ->
            unique(
                "metadata.annotations." + annotation,
                text,
                entity -> entity.annotation(annotation).filter(text::equals).isPresent()));
  }

  private static String annotation(Config resolver, String otherwise) {
    return resolver.string("annotation").orElse(otherwise);
  }

  private static boolean profileEmail(Entity entity, String email) {
    return entity.spec().get("profile") instanceof java.util.Map<?, ?> profile
        && email.equals(profile.get("email"));
  }

  private Optional<String> unique(String field, String value, Predicate<Entity> exact) {
    if (!VALUE.matcher(value).matches()) {
      return Optional.empty();
    }
    List<String> users =
        catalog()
            .query(List.of("kind=user," + field + "=" + value), CANDIDATES, reader.get())
            .stream()
            .filter(entity -> entity.kind().equalsIgnoreCase("user"))
            .filter(exact)
            .map(entity -> entity.ref().toString())
            .distinct()
            .toList();
    return users.size() == 1 ? Optional.of(users.get(0)) : Optional.empty();
  }

  private CatalogService catalog() {
    return catalog
        .get()
        .orElseThrow(
            () -> PortalException.unavailable("The catalog is not running, try again later"));
  }
}
