package dev.callboard.scaffolder.bitbucket;

import static java.util.Objects.requireNonNull;

import dev.callboard.integrations.spi.HostSettings;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.Secret;
import dev.callboard.scaffolder.publish.PersonalToken;
import dev.callboard.scaffolder.publish.SigningKey;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Finds the hosts of {@code integrations.bitbucketCloud} and {@code integrations.bitbucketServer}.
 */
@Component(service = BitbucketHosts.class)
public final class BitbucketHosts {
  static final String CLOUD = "bitbucket.org";

  private final ConfigService config;
  private final URI cloudApi;
  private final URI cloudWeb;

  /** Called by Declarative Services. */
  @Activate
  public BitbucketHosts(@Reference ConfigService config) {
    this(config, URI.create("https://api.bitbucket.org/2.0"), URI.create("https://" + CLOUD));
  }

  BitbucketHosts(ConfigService config, URI cloudApi, URI cloudWeb) {
    this.config = requireNonNull(config, "config is null");
    this.cloudApi = cloudApi;
    this.cloudWeb = cloudWeb;
  }

  private void checkPersonal(Config current, String host, Optional<String> token) {
    PersonalToken.check(current.bool(PersonalToken.KEY).orElse(false), host, token);
  }

  private static PortalException unknown(String host) {
    return PortalException.input(
        "No matching integration configuration for host "
            + host
            + ", please check your integrations config");
  }

  /** Returns the Bitbucket in the cloud, with a token of a person when there is one. */
  BitbucketHost cloud(String host, Optional<String> token) {
    Config current = config.current();
    if (!host.equals(CLOUD)) {
      throw unknown(host);
    }
    checkPersonal(current, host, token);
    List<Config> entries = current.sections("integrations.bitbucketCloud");
    Optional<Secret> key =
        entries.stream().findFirst().flatMap(one -> one.string(SigningKey.KEY)).map(Secret::of);
    if (token.isPresent()) {
      return cloud("", "x-token-auth", Secret.of(token.get()), key);
    }
    if (entries.isEmpty()) {
      throw PortalException.input("No credentials available for host " + host);
    }
    HostSettings settings = new HostSettings("bitbucketCloud", 0, entries.get(0));
    String user = settings.secret("username").orElse("");
    Optional<Secret> apiToken = settings.secret("token").map(Secret::of);
    if (apiToken.isPresent()) {
      return cloud(
          user,
          user.isEmpty() ? "x-token-auth" : "x-bitbucket-api-token-auth",
          apiToken.get(),
          key);
    }
    Secret password =
        settings
            .secret("appPassword")
            .map(Secret::of)
            .orElseThrow(() -> settings.wrong("token", "is missing; publishing needs a token"));
    return cloud(user, user, password, key);
  }

  private BitbucketHost cloud(
      String apiUser, String gitUser, Secret secret, Optional<Secret> signingKey) {
    return new BitbucketHost(
        "bitbucketCloud",
        CLOUD,
        cloudApi,
        Set.of(HostSettings.origin(cloudWeb)),
        apiUser,
        gitUser,
        secret,
        signingKey);
  }

  /** Returns a Bitbucket of one's own, with a token of a person when there is one. */
  BitbucketHost server(String host, Optional<String> token) {
    Config current = config.current();
    HostSettings settings =
        HostSettings.find(current, "bitbucketServer", host, null).orElseThrow(() -> unknown(host));
    checkPersonal(current, host, token);
    return server(settings, host, token);
  }

  private static BitbucketHost server(HostSettings settings, String host, Optional<String> given) {
    URI api = settings.url("apiBaseUrl", "https://" + host + "/rest/api/1.0");
    boolean same = HostSettings.authority(api).equals(host);
    Set<String> origins = Set.of(same ? HostSettings.origin(api) : "https://" + host);
    String user = settings.secret("username").orElse("");
    Optional<Secret> key = settings.entry().string(SigningKey.KEY).map(Secret::of);
    Optional<String> token = given.or(() -> settings.secret("token"));
    if (token.isPresent()) {
      String gitUser = user.isEmpty() ? "x-token-auth" : user;
      return new BitbucketHost(
          "bitbucketServer", host, api, origins, "", gitUser, Secret.of(token.get()), key);
    }
    Secret password =
        settings
            .secret("password")
            .map(Secret::of)
            .orElseThrow(
                () ->
                    PortalException.input(
                        "No credentials available for host "
                            + host
                            + "; set token, or username and password, in"
                            + " integrations.bitbucketServer, or the input token"));
    return new BitbucketHost("bitbucketServer", host, api, origins, user, user, password, key);
  }
}
