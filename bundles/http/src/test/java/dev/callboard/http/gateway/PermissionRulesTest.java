package dev.callboard.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.permission.Permission;
import dev.callboard.platform.permission.PermissionRegistry;
import dev.callboard.platform.permission.PermissionRule;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

class PermissionRulesTest {
  private static final String PATH = "/api/hello/.well-known/backstage/permissions";

  private final ServiceReference<PermissionRegistry> reference = Fakes.coreReference();
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer();
    server.credentials.addRegistry(reference, new Registry());
    server.mounts.add(
        server.slot(
            "hello",
            Fakes.bundle(1, "test.hello", "file:h"),
            path -> null,
            new SampleResource("v1")));
    server.mounts.add(
        server.slot(
            "bare",
            Fakes.bundle(2, "test.bare", "file:b"),
            path -> null,
            new SampleResource("v1")));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  /** Knows a plugin whose resources meet a condition when their names say so. */
  private static final class Registry implements PermissionRegistry {
    @Override
    public List<Permission> permissions(String pluginId) {
      return pluginId.equals("hello")
          ? List.of(
              Permission.resource("hello.read", "read", "greeting"),
              Permission.basic("hello.check", ""))
          : List.of();
    }

    @Override
    public List<PermissionRule> rules(String pluginId) {
      return pluginId.equals("hello")
          ? List.of(
              new PermissionRule("IS_KIND", "Kind ones", "greeting", Map.of("type", "object")))
          : List.of();
    }

    @Override
    public boolean meets(String pluginId, String type, String ref, Object condition) {
      if (!type.equals("greeting") || !(condition instanceof Map<?, ?>)) {
        throw PortalException.input("wrong");
      }
      return ref.startsWith("kind");
    }
  }

  private static String items(String ref) {
    return "{\"items\":[{\"id\":\"1\",\"resourceRef\":"
        + ref
        + ",\"resourceType\":\"greeting\",\"conditions\":{\"rule\":\"IS_KIND\"}}]}";
  }

  private HttpResponse<String> apply(String token, String body) throws Exception {
    return server.post(PATH + "/apply-conditions", token, "application/json", body);
  }

  @Test
  void eachPluginTellsItsPermissionsAndRules() throws Exception {
    assertEquals(
        "{\"permissions\":[{\"type\":\"resource\",\"name\":\"hello.read\",\"attributes\":"
            + "{\"action\":\"read\"},\"resourceType\":\"greeting\"},{\"type\":\"basic\",\"name\":"
            + "\"hello.check\",\"attributes\":{}}],\"rules\":[{\"name\":\"IS_KIND\","
            + "\"description\":\"Kind ones\",\"resourceType\":\"greeting\",\"paramsSchema\":"
            + "{\"type\":\"object\"}}]}",
        server.get(PATH + "/metadata", "alice").body());
    assertEquals(401, server.get(PATH + "/metadata").statusCode());
    assertEquals(
        404, server.get(PATH.replace("hello", "bare") + "/metadata", "alice").statusCode());
  }

  @Test
  void fixtures_265_and_266_servicesMayApplyConditionsAndUsersMayNot() throws Exception {
    assertEquals(
        "{\"items\":[{\"id\":\"1\",\"result\":\"ALLOW\"}]}",
        apply("static-token", items("\"kind/a\"")).body());
    assertEquals(
        "{\"items\":[{\"id\":\"1\",\"result\":\"DENY\"}]}",
        apply("static-token", items("\"rude/a\"")).body());
    assertEquals(
        "{\"items\":[{\"id\":\"1\",\"result\":[\"ALLOW\",\"DENY\"]}]}",
        apply("static-token", items("[\"kind/a\",\"rude/a\"]")).body());
    HttpResponse<String> user = apply("alice", items("\"kind/a\""));
    assertEquals(403, user.statusCode());
    assertTrue(user.body().contains("NotAllowedError"), user.body());
    assertEquals(403, apply("narrow", items("\"kind/a\"")).statusCode());
  }

  @Test
  void malformedQuestionsAreRefused() throws Exception {
    for (String body :
        List.of(
            "{}",
            "{\"items\":{}}",
            "{\"items\":[1]}",
            "{\"items\":[{}]}",
            items("7"),
            items("[]"),
            items("\"kind\"").replace("greeting", "other"),
            items("\"kind\"").replace("{\"rule\":\"IS_KIND\"}", "null"))) {
      assertEquals(400, apply("static-token", body).statusCode(), body);
    }
  }

  @Test
  void withoutTheRegistryNothingIsJudged() throws Exception {
    server.credentials.removeRegistry(reference);
    assertEquals(503, apply("static-token", items("\"kind/a\"")).statusCode());
    assertEquals(503, server.get(PATH + "/metadata", "alice").statusCode());
  }
}
