package dev.callboard.identity.oauth;

import dev.callboard.identity.IdTokens;
import dev.callboard.platform.signin.RedirectSignIn;
import dev.callboard.platform.signin.SignInAttempt;
import dev.callboard.platform.signin.SignInContext;
import dev.callboard.platform.signin.SignInProvider;
import dev.callboard.platform.signin.SignInResult;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Sign-in with any OpenID provider: authorisation code, PKCE, nonce, discovery. */
@Component(service = SignInProvider.class)
public final class OidcSignIn implements RedirectSignIn {
  private static final List<String> SCOPES = List.of("openid", "profile", "email");
  private static final String NONCE = "nonce";
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final int MOST = 16;

  private final Clock clock;
  private final Map<URI, Known> known = new ConcurrentHashMap<>();

  private record Known(OidcMetadata metadata, long at) {}

  /** Called by DS. */
  @Activate
  public OidcSignIn() {
    this(Clock.systemUTC());
  }

  OidcSignIn(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String id() {
    return "oidc";
  }

  private OidcMetadata metadata(Client client) {
    URI address = client.web(client.required("metadataUrl"), "metadataUrl");
    Known found = known.get(address);
    if (found != null && System.nanoTime() - found.at() < FRESH.toNanos()) {
      return found.metadata();
    }
    OidcMetadata metadata = OidcMetadata.fetch(address, clock);
    if (known.size() >= MOST) {
      known.clear();
    }
    known.put(address, new Known(metadata, System.nanoTime()));
    return metadata;
  }

  @Override
  public URI start(SignInContext context, SignInAttempt attempt) {
    Client client = new Client(context);
    Map<String, String> more = new LinkedHashMap<>();
    more.put("nonce", attempt.secret(NONCE));
    context
        .config()
        .string("prompt")
        .filter(prompt -> !prompt.equals("auto"))
        .ifPresent(prompt -> more.put("prompt", prompt));
    String endpoint = metadata(client).endpoint("authorization_endpoint").toString();
    return client.authorize(endpoint, attempt, client.scope(SCOPES, attempt.scope()), more);
  }

  @Override
  public SignInResult finish(SignInContext context, SignInAttempt attempt, String code) {
    Client client = new Client(context);
    OidcMetadata metadata = metadata(client);
    Tokens tokens = tokens(context, client, metadata, client.codeForm(attempt, code));
    String idToken =
        tokens
            .idToken()
            .orElseThrow(() -> ProviderHttp.refused("The identity provider sent no ID token"));
    Map<String, Object> claims =
        metadata
            .idTokens()
            .verify(idToken, expected(context, client, metadata, attempt.secret(NONCE)));
    return person(metadata, tokens, Optional.of(claims), attempt.scope());
  }

  @Override
  public SignInResult refresh(SignInContext context, String refreshToken, String scope) {
    Client client = new Client(context);
    OidcMetadata metadata = metadata(client);
    Tokens tokens = tokens(context, client, metadata, Client.refreshForm(refreshToken));
    Optional<Map<String, Object>> claims =
        tokens
            .idToken()
            .map(
                token ->
                    metadata.idTokens().verify(token, expected(context, client, metadata, null)));
    return person(metadata, tokens, claims, scope);
  }

  @Override
  public void logout(SignInContext context, String refreshToken) {
    Client client = new Client(context);
    metadata(client)
        .optionalEndpoint("revocation_endpoint")
        .ifPresent(
            endpoint -> {
              Map<String, String> form = new LinkedHashMap<>();
              form.put("token", refreshToken);
              form.put("token_type_hint", "refresh_token");
              ProviderHttp.json(authenticated(context, client, endpoint, form));
            });
  }

  private static IdTokens.Expected expected(
      SignInContext context, Client client, OidcMetadata metadata, String nonce) {
    String algorithm = context.config().string("tokenSignedResponseAlg").orElse("RS256");
    return new IdTokens.Expected(
        metadata.issuer(), client.id(), algorithm, Optional.ofNullable(nonce));
  }

  private static Tokens tokens(
      SignInContext context, Client client, OidcMetadata metadata, Map<String, String> form) {
    return new Tokens(
        ProviderHttp.object(
            authenticated(context, client, metadata.endpoint("token_endpoint"), form)));
  }

  /** Says who we are, in the way that the provider registered. */
  private static ProviderHttp.Call authenticated(
      SignInContext context, Client client, URI endpoint, Map<String, String> form) {
    String method =
        context.config().string("tokenEndpointAuthMethod").orElse("client_secret_basic");
    switch (method) {
      case "client_secret_basic":
        // Both parts are encoded as a form first: section 2.3.1 of RFC 6749.
        return ProviderHttp.Call.post(endpoint, form)
            .basic(ProviderHttp.encode(client.id()), ProviderHttp.encode(client.secret()));
      case "client_secret_post":
        form.put("client_id", client.id());
        form.put("client_secret", client.secret());
        return ProviderHttp.Call.post(endpoint, form);
      case "none":
        form.put("client_id", client.id());
        return ProviderHttp.Call.post(endpoint, form);
      default:
        throw client.wrong(
            "tokenEndpointAuthMethod", "must be client_secret_basic, client_secret_post or none");
    }
  }

  private static SignInResult person(
      OidcMetadata metadata, Tokens tokens, Optional<Map<String, Object>> idToken, String scope) {
    Optional<Map<String, Object>> userInfo =
        metadata
            .optionalEndpoint("userinfo_endpoint")
            .map(
                endpoint ->
                    ProviderHttp.object(
                        ProviderHttp.Call.get(endpoint).bearer(tokens.accessToken())));
    String subject = OidcClaims.subject(idToken, userInfo);
    OidcClaims claims = new OidcClaims(idToken.orElse(Map.of()), userInfo.orElse(Map.of()));
    return claims
        .describe(SignInResult.of(subject))
        .providerInfo(tokens.info(scope))
        .refreshToken(tokens.refreshToken().orElse(null))
        .build();
  }
}
