package dev.callboard.identity.oauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.platform.signin.RedirectSignIn;
import dev.callboard.platform.signin.SignInAttempt;
import dev.callboard.platform.signin.SignInContext;
import dev.callboard.platform.signin.SignInProvider;
import dev.callboard.platform.signin.SignInResult;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * Sign-in with GitHub or a GitHub Enterprise server, by an OAuth app or a GitHub app. An OAuth app
 * gets an access token without end and no refresh token; then the access token is what the session
 * keeps, as in Backstage.
 */
@Component(service = SignInProvider.class)
public final class GithubSignIn implements RedirectSignIn {
  private static final List<String> SCOPES = List.of("read:user", "user:email");
  private static final String LASTING = "access-token.";
  private static final JsonMapper JSON = new JsonMapper();

  @Override
  public String id() {
    return "github";
  }

  private static String site(Client client) {
    return client.address("enterpriseInstanceUrl", "https://github.com").toString();
  }

  private static String api(SignInContext context, Client client) {
    return context.config().has("enterpriseInstanceUrl")
        ? site(client) + "/api/v3"
        : "https://api.github.com";
  }

  @Override
  public URI start(SignInContext context, SignInAttempt attempt) {
    Client client = new Client(context);
    return client.authorize(
        site(client) + "/login/oauth/authorize",
        attempt,
        client.scope(SCOPES, attempt.scope()),
        Map.of());
  }

  @Override
  public SignInResult finish(SignInContext context, SignInAttempt attempt, String code) {
    Client client = new Client(context);
    Tokens tokens = tokens(client, client.codeForm(attempt, code));
    return person(context, client, tokens, attempt.scope());
  }

  @Override
  public SignInResult refresh(SignInContext context, String refreshToken, String scope) {
    Client client = new Client(context);
    if (!refreshToken.startsWith(LASTING)) {
      return person(context, client, tokens(client, Client.refreshForm(refreshToken)), scope);
    }
    String accessToken = refreshToken.substring(LASTING.length());
    Tokens same = new Tokens(Map.of("access_token", accessToken, "scope", scope));
    return person(context, client, same, scope);
  }

  @Override
  public void logout(SignInContext context, String refreshToken) {
    if (!refreshToken.startsWith(LASTING)) {
      // GitHub ends access tokens by name only, and this one is not kept.
      return;
    }
    Client client = new Client(context);
    URI target = URI.create(api(context, client) + "/applications/" + client.id() + "/token");
    String body = json(Map.of("access_token", refreshToken.substring(LASTING.length())));
    ProviderHttp.json(
        new ProviderHttp.Call("DELETE", target, Map.of(), Optional.of(body))
            .with("Content-Type", "application/json")
            .basic(client.id(), client.secret()));
  }

  private static String json(Map<String, String> value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts are JSON values", e);
    }
  }

  private static Tokens tokens(Client client, Map<String, String> form) {
    form.put("client_id", client.id());
    form.put("client_secret", client.secret());
    URI endpoint = URI.create(site(client) + "/login/oauth/access_token");
    return new Tokens(ProviderHttp.object(ProviderHttp.Call.post(endpoint, form)));
  }

  private static SignInResult person(
      SignInContext context, Client client, Tokens tokens, String scope) {
    String api = api(context, client);
    Map<String, Object> user =
        ProviderHttp.object(
            ProviderHttp.Call.get(URI.create(api + "/user")).bearer(tokens.accessToken()));
    if (!(user.get("id") instanceof Number id) || !(user.get("login") instanceof String login)) {
      throw ProviderHttp.refused("GitHub did not say who it is");
    }
    Optional<String> email = primaryEmail(api, tokens);
    String lasting = LASTING + tokens.accessToken();
    return SignInResult.of(String.valueOf(id.longValue()))
        .username(login)
        .email(email.orElse(null), email.isPresent())
        .displayName(user.get("name") instanceof String name ? name : login)
        .picture(user.get("avatar_url") instanceof String picture ? picture : null)
        .claims(user)
        .providerInfo(tokens.info(scope))
        .refreshToken(tokens.refreshToken().orElse(lasting))
        .build();
  }

  /** The address in the profile is any text; only this list says what has been verified. */
  private static Optional<String> primaryEmail(String api, Tokens tokens) {
    Object list =
        ProviderHttp.json(
            ProviderHttp.Call.get(URI.create(api + "/user/emails")).bearer(tokens.accessToken()));
    if (!(list instanceof List<?> emails)) {
      return Optional.empty();
    }
    return emails.stream()
        .filter(Map.class::isInstance)
        .map(item -> (Map<?, ?>) item)
        .filter(item -> Boolean.TRUE.equals(item.get("primary")))
        .filter(item -> Boolean.TRUE.equals(item.get("verified")))
        .map(item -> item.get("email"))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .findFirst();
  }
}
