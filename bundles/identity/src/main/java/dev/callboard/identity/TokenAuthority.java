package dev.callboard.identity;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.identity.access.AccessTokens;
import dev.callboard.identity.revocation.Revocations;
import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigListener;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all services of this bundle share: keys, settings and the verifiers. */
@Component(service = {TokenAuthority.class, ConfigListener.class})
public final class TokenAuthority implements ConfigListener {
  private static final Logger LOG = LoggerFactory.getLogger(TokenAuthority.class);
  private static final Duration ROTATION = Duration.ofHours(24);

  private final Optional<String> port;
  private final Authenticator authenticator;
  private final UserTokens users;
  private final PluginTokens plugins;
  private final KeyRing userKeys;
  private final KeyRing pluginKeys;
  private final SecretKeyFile signInKey;
  private final AccessTokens accessTokens;
  private final Revocations revocations;
  private volatile Settings settings;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile CatalogService catalog;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile AuditService audit;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile PluginDatabase database;

  /** Reads the administrator's token; signing keys wait until they are needed. */
  @Activate
  public TokenAuthority(BundleContext context, @Reference ConfigService config) throws IOException {
    this(
        Path.of(context.getProperty("callboard.data")),
        Optional.ofNullable(context.getProperty("callboard.port")),
        config.current(),
        Clock.systemUTC(),
        true);
  }

  /** One without a database trusts every token that is signed and in time. */
  TokenAuthority(Path data, Optional<String> port, Config config, Clock clock) throws IOException {
    this(data, port, config, clock, false);
  }

  private TokenAuthority(
      Path data, Optional<String> port, Config config, Clock clock, boolean databaseNeeded)
      throws IOException {
    this.port = port;
    this.settings = Settings.starting(config, port, clock);
    this.userKeys = ring("user", data, clock);
    this.pluginKeys = ring("plugin", data, clock);
    this.signInKey = new SecretKeyFile(data.resolve("keys/sign-in.key"), () -> settings.seal());
    Ownership ownership = new Ownership(() -> Optional.ofNullable(catalog), () -> settings.guest());
    this.revocations =
        new Revocations(
            new Revocations.Parts(
                () -> Optional.ofNullable(database),
                () -> Optional.ofNullable(audit),
                databaseNeeded,
                clock,
                System::nanoTime));
    this.users =
        new UserTokens(
            new OwnKeys(userKeys), clock, () -> settings.tokens(), ownership, revocations);
    this.plugins = new PluginTokens(new OwnKeys(pluginKeys), users, clock);
    StaticTokens admin = new StaticTokens();
    admin.add(
        AdminToken.in(data.resolve("admin-token")),
        DefaultPrincipal.service(DefaultPrincipal.ADMIN, List.of()));
    this.accessTokens =
        new AccessTokens(
            new AccessTokens.Parts(
                () -> Optional.ofNullable(database),
                () -> Optional.ofNullable(audit),
                () -> settings.access(),
                ownership::knows,
                clock));
    this.authenticator = new Authenticator(admin, users, plugins, accessTokens, () -> settings);
  }

  private KeyRing ring(String name, Path data, Clock clock) {
    KeyFile file = new KeyFile(data.resolve("keys/" + name + ".json"), () -> settings.seal());
    return new KeyRing(file, clock, ROTATION, key -> recordNewKey(name, key));
  }

  /** A key that cannot be recorded is used all the same: nobody could authenticate otherwise. */
  private void recordNewKey(String ring, String key) {
    LOG.info("A new key signs tokens of the kind {}: {}", ring, key);
    AuditService log = audit;
    if (log == null) {
      return;
    }
    try {
      log.record(
          AuditEvent.event("signing-key-rotate", DefaultPrincipal.system("identity"))
              .subAction(ring)
              .target("signing-key", key)
              .build());
    } catch (PortalException e) {
      LOG.warn("The audit log does not have the new key {}: {}", key, e.getMessage());
    }
  }

  /** Takes over the new configuration, or keeps the old one when the new one is wrong. */
  @Override
  public void configChanged(Config previous, Config current) {
    KeySeal before = settings.seal();
    settings = settings.changed(current, port);
    if (!settings.seal().sameAs(before)) {
      userKeys.reload();
      pluginKeys.reload();
      signInKey.reload();
    }
  }

  /** Returns why keys cannot be read, or empty. */
  Optional<String> keyProblem() {
    try {
      userKeys.check();
      pluginKeys.check();
      signInKey.check();
      return Optional.empty();
    } catch (PortalException e) {
      return Optional.of(e.getMessage());
    }
  }

  Authenticator authenticator() {
    return authenticator;
  }

  UserTokens users() {
    return users;
  }

  PluginTokens plugins() {
    return plugins;
  }

  KeyRing userKeys() {
    return userKeys;
  }

  KeyRing pluginKeys() {
    return pluginKeys;
  }

  AccessTokens accessTokens() {
    return accessTokens;
  }

  Revocations revocations() {
    return revocations;
  }

  SecretKeyFile signInKey() {
    return signInKey;
  }

  Settings settings() {
    return settings;
  }
}
