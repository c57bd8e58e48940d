package dev.callboard.identity.oauth;

import dev.callboard.platform.signin.RedirectSignIn;
import dev.callboard.platform.signin.SignInAttempt;
import dev.callboard.platform.signin.SignInContext;
import dev.callboard.platform.signin.SignInProvider;
import dev.callboard.platform.signin.SignInResult;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Sign-in with GitLab. */
@Component(service = SignInProvider.class)
public final class GitlabSignIn implements RedirectSignIn {
  private static final List<String> SCOPES = List.of("read_user");

  @Override
  public String id() {
    return "gitlab";
  }

  private static String site(Client client) {
    return client.address("audience", "https://gitlab.com").toString();
  }

  @Override
  public URI start(SignInContext context, SignInAttempt attempt) {
    Client client = new Client(context);
    return client.authorize(
        site(client) + "/oauth/authorize",
        attempt,
        client.scope(SCOPES, attempt.scope()),
        Map.of());
  }

  @Override
  public SignInResult finish(SignInContext context, SignInAttempt attempt, String code) {
    Client client = new Client(context);
    return person(client, tokens(client, client.codeForm(attempt, code)), attempt.scope());
  }

  @Override
  public SignInResult refresh(SignInContext context, String refreshToken, String scope) {
    Client client = new Client(context);
    Map<String, String> form = Client.refreshForm(refreshToken);
    form.put("redirect_uri", context.callback().toString());
    return person(client, tokens(client, form), scope);
  }

  @Override
  public void logout(SignInContext context, String refreshToken) {
    Client client = new Client(context);
    Map<String, String> form = new LinkedHashMap<>();
    form.put("token", refreshToken);
    send(client, "/oauth/revoke", form);
  }

  private static Tokens tokens(Client client, Map<String, String> form) {
    if (send(client, "/oauth/token", form) instanceof Map<?, ?> json) {
      Map<String, Object> members = new LinkedHashMap<>();
      json.forEach((name, value) -> members.put((String) name, value));
      return new Tokens(members);
    }
    throw ProviderHttp.refused("GitLab sent no tokens");
  }

  private static Object send(Client client, String path, Map<String, String> form) {
    form.put("client_id", client.id());
    form.put("client_secret", client.secret());
    return ProviderHttp.json(ProviderHttp.Call.post(URI.create(site(client) + path), form));
  }

  private static SignInResult person(Client client, Tokens tokens, String scope) {
    Map<String, Object> user =
        ProviderHttp.object(
            ProviderHttp.Call.get(URI.create(site(client) + "/api/v4/user"))
                .bearer(tokens.accessToken()));
    if (!(user.get("id") instanceof Number id)
        || !(user.get("username") instanceof String username)) {
      throw ProviderHttp.refused("GitLab did not say who it is");
    }
    if (!"active".equals(user.get("state"))) {
      throw ProviderHttp.refused("The GitLab account is not active");
    }
    return SignInResult.of(String.valueOf(id.longValue()))
        .username(username)
        .email(
            user.get("email") instanceof String email && !email.isEmpty() ? email : null,
            user.get("confirmed_at") instanceof String)
        .displayName(user.get("name") instanceof String name ? name : username)
        .picture(user.get("avatar_url") instanceof String picture ? picture : null)
        .claims(user)
        .providerInfo(tokens.info(scope))
        .refreshToken(tokens.refreshToken().orElse(null))
        .build();
  }
}
