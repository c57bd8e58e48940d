package dev.callboard.identity.forwarded;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.signin.HeaderSignIn;
import dev.callboard.platform.signin.SignInContext;
import dev.callboard.platform.signin.SignInProvider;
import dev.callboard.platform.signin.SignInResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.osgi.service.component.annotations.Component;

/**
 * Reads the headers that oauth2-proxy sets, or others that the configuration names. That the
 * request comes from the proxy is checked before it gets here.
 */
@Component(service = SignInProvider.class)
public final class ProxySignIn implements HeaderSignIn {
  private static final int LONGEST = 254;

  @Override
  public String id() {
    return "oauth2Proxy";
  }

  @Override
  public SignInResult signIn(SignInContext context, Function<String, String> headers) {
    String user = value(context, headers, "userHeader", "X-Forwarded-User");
    String name = value(context, headers, "usernameHeader", "X-Forwarded-Preferred-Username");
    String email = value(context, headers, "emailHeader", "X-Forwarded-Email");
    String subject = user == null ? email : user;
    if (subject == null) {
      throw new PortalException(ErrorCode.AUTHENTICATION, "The proxy did not say who it is");
    }
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("user", subject);
    // The proxy lets nobody in whose address it has not verified: that is its own check.
    return SignInResult.of(subject)
        .username(name == null ? user : name)
        .email(email, email != null)
        .displayName(name == null ? user : name)
        .claims(claims)
        .build();
  }

  private static String value(
      SignInContext context, Function<String, String> headers, String key, String otherwise) {
    String value = headers.apply(context.config().string(key).orElse(otherwise));
    boolean good = value != null && !value.isBlank() && value.length() <= LONGEST;
    return good ? value.trim() : null;
  }
}
