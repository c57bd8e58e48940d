package dev.callboard.it.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.it.support.EmptyBundle;
import dev.callboard.it.support.InContainer;
import dev.callboard.it.support.Poll;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionPolicy;
import dev.callboard.platform.permission.PermissionRequest;
import dev.callboard.platform.permission.PermissionService;
import dev.callboard.platform.signin.HeaderSignIn;
import dev.callboard.platform.signin.SignInContext;
import dev.callboard.platform.signin.SignInProvider;
import dev.callboard.platform.signin.SignInResult;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.inject.Inject;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

@InContainer
public class CredentialsIT {
  private static final String STATIC_TOKEN = "it-static-token-0123456789";
  private static final PermissionRequest INSTALL =
      new PermissionRequest(
          Permission.basic("callboard.plugin.install", "create"), Optional.empty());

  @Inject BundleContext context;
  @Inject IdentityService identity;
  @Inject PermissionService permissions;

  @Test
  public void theAdministratorMayInstallPluginsAndAServiceMayNot() throws Exception {
    String token =
        Files.readString(Path.of(context.getProperty("callboard.data"), "admin-token")).strip();
    PortalPrincipal admin = identity.authenticate(token, "plugins");
    assertEquals("external:admin", admin.getName());
    assertEquals(Decision.Effect.ALLOW, permissions.authorize(admin, INSTALL).effect());
    PortalPrincipal service = identity.authenticate(STATIC_TOKEN, "plugins");
    assertEquals("external:it", service.getName());
    assertEquals(Decision.Effect.DENY, permissions.authorize(service, INSTALL).effect());
  }

  @Test
  public void aPluginMakesTokensInItsOwnNameOnly() throws Exception {
    Bundle bundle = EmptyBundle.start(context, "it.caller", "it-caller");
    BundleContext own = bundle.getBundleContext();
    IdentityService service = own.getService(own.getServiceReference(IdentityService.class));
    PortalPrincipal itself = service.system("test");
    String token = service.pluginToken("it-caller", "catalog", itself);
    PortalPrincipal caller = identity.authenticate(token, "catalog");
    assertEquals("plugin:it-caller", caller.getName());
    assertEquals(PrincipalType.PLUGIN, caller.type());
    assertCode(ErrorCode.AUTHENTICATION, () -> identity.authenticate(token, "search"));
    assertCode(ErrorCode.NOT_ALLOWED, () -> service.pluginToken("catalog", "search", itself));
    bundle.uninstall();
  }

  private static void assertCode(ErrorCode code, org.junit.jupiter.api.function.Executable call) {
    assertEquals(code, assertThrows(PortalException.class, call).code());
  }

  @Test
  public void B07_aPolicyOfAPluginIsNotUsedWhateverItsRanking() {
    PermissionPolicy evil = (principal, request) -> Decision.allow("evil");
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(Constants.SERVICE_RANKING, Integer.MAX_VALUE);
    ServiceRegistration<PermissionPolicy> registration =
        context.registerService(PermissionPolicy.class, evil, properties);
    PortalPrincipal service = identity.authenticate(STATIC_TOKEN, "plugins");
    assertEquals(Decision.Effect.DENY, permissions.authorize(service, INSTALL).effect());
    registration.unregister();
  }

  /** The smallest way to sign in that a bundle can bring: a proxy says who it is. */
  @Test
  public void aBundleCanBringAWayToSignIn() throws Exception {
    HeaderSignIn sample =
        new HeaderSignIn() {
          @Override
          public String id() {
            return "sample";
          }

          @Override
          public SignInResult signIn(SignInContext config, Function<String, String> headers) {
            String name = headers.apply("X-Sample-User");
            if (name == null) {
              throw new PortalException(ErrorCode.AUTHENTICATION, "The proxy names nobody");
            }
            return SignInResult.of(name + "-id").username(name).build();
          }
        };
    Poll.until(
        "the routes of sign-in",
        Duration.ofSeconds(20),
        () -> get("/.well-known/jwks.json", null).statusCode(),
        status -> status == 200);
    assertEquals(404, refresh("ann").statusCode());
    ServiceRegistration<SignInProvider> registration =
        context.registerService(SignInProvider.class, sample, null);
    try {
      String answer = refresh("ann").body();
      Matcher token = Pattern.compile("\"token\":\"([^\"]+)\"").matcher(answer);
      assertTrue(token.find(), answer);
      PortalPrincipal ann = identity.authenticate(token.group(1), "catalog");
      assertEquals("user:default/ann", ann.getName());
      assertEquals(401, refresh(null).statusCode());
    } finally {
      registration.unregister();
    }
    assertEquals(404, refresh("ann").statusCode());
  }

  private static HttpResponse<String> refresh(String user) throws Exception {
    return get("/sample/refresh?env=production", user);
  }

  private static HttpResponse<String> get(String path, String user) throws Exception {
    URI address =
        URI.create(
            "http://127.0.0.1:" + System.getProperty("callboard.test.port") + "/api/auth" + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (user != null) {
      request.header("X-Sample-User", user);
    }
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
