package dev.callboard.identity;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.plugin.CallboardPlugin;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * The identity service of one bundle, so that a plugin can make tokens in its own name only. The
 * bundles that the server was started with may speak for any plugin.
 */
@Component(service = IdentityService.class, scope = ServiceScope.BUNDLE)
public final class DefaultIdentityService implements IdentityService {
  private static final String CORE_LOCATION = "reference:";

  private final TokenAuthority authority;
  private final Bundle user;

  /** Made per bundle; cheap. */
  @Activate
  public DefaultIdentityService(ComponentContext context, @Reference TokenAuthority authority) {
    this(context.getUsingBundle(), authority);
  }

  private DefaultIdentityService(Bundle user, TokenAuthority authority) {
    this.user = user;
    this.authority = authority;
  }

  @Override
  public PortalPrincipal authenticate(String token, String pluginId) {
    requireNonNull(token, "token is null");
    requireNonNull(pluginId, "pluginId is null");
    return authority.authenticator().authenticate(token, pluginId);
  }

  @Override
  public PortalPrincipal anonymous() {
    return DefaultPrincipal.anonymous();
  }

  @Override
  public PortalPrincipal system(String name) {
    return DefaultPrincipal.system(requireNonNull(name, "name is null"));
  }

  @Override
  public String pluginToken(String from, String to, PortalPrincipal onBehalfOf) {
    if (!maySpeakFor(from)) {
      throw PortalException.notAllowed(
          "Bundle " + user.getSymbolicName() + " cannot make tokens of plugin '" + from + "'");
    }
    return authority.plugins().issue(from, to, requireNonNull(onBehalfOf, "onBehalfOf is null"));
  }

  private boolean maySpeakFor(String pluginId) {
    return user.getLocation().startsWith(CORE_LOCATION)
        || user
            .adapt(BundleRevision.class)
            .getDeclaredCapabilities(CallboardPlugin.NAMESPACE)
            .stream()
            .anyMatch(capability -> pluginId.equals(capability.getAttributes().get("id")));
  }
}
