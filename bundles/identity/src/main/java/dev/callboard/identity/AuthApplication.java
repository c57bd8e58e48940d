package dev.callboard.identity;

import dev.callboard.identity.access.AccessTokensResource;
import dev.callboard.identity.access.UsersAccessTokensResource;
import dev.callboard.identity.revocation.BlockedUsersResource;
import dev.callboard.identity.revocation.SignOutResource;
import dev.callboard.identity.signin.ProviderResource;
import dev.callboard.identity.signin.Providers;
import dev.callboard.identity.signin.SignIn;
import dev.callboard.identity.signin.Vault;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.PluginDatabase;
import jakarta.ws.rs.core.Application;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** Serves {@code /api/auth}. */
@Component(service = Application.class)
@JakartarsApplicationBase("/auth")
@JakartarsName("auth")
public final class AuthApplication extends Application {
  private final Set<Object> resources;

  /** Takes what the resources share; touches neither keys nor the database. */
  @Activate
  public AuthApplication(
      @Reference TokenAuthority authority,
      @Reference Providers providers,
      @Reference ConfigService config,
      @Reference PluginDatabase database,
      @Reference AuditService audit) {
    SignIn signIn =
        new SignIn(
            new SignIn.Parts(
                providers,
                config::current,
                () -> authority.settings().tokens().issuer(),
                new Vault(authority.signInKey()::get),
                new DefaultIdentities(authority),
                () -> Optional.ofNullable(authority.catalog),
                Clock.systemUTC()),
            database,
            audit);
    this.resources =
        Set.of(
            new WellKnownResource(authority),
            new UserInfoResource(),
            new AccessTokensResource(authority.accessTokens()),
            new UsersAccessTokensResource(authority.accessTokens()),
            new SignOutResource(authority.revocations()),
            new BlockedUsersResource(authority.revocations()),
            new ProviderResource(signIn));
  }

  // Deprecated without another standard way to hand over objects that are not made by Jersey.
  @SuppressWarnings("deprecation")
  @Override
  public Set<Object> getSingletons() {
    return resources;
  }
}
