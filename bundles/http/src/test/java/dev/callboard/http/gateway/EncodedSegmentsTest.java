package dev.callboard.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.callboard.platform.http.AuthenticatedRoute;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.junit.jupiter.api.Test;

class EncodedSegmentsTest {
  private static final String KEY = "/api/user-settings/buckets/b/keys/";

  /** Tells the key that it was asked for. */
  @Path("/buckets/{bucket}/keys/{key}")
  public static final class KeyResource {
    /** Returns the key. */
    @GET
    @AuthenticatedRoute
    public String key(@PathParam("key") String key) {
      return key;
    }
  }

  @Test
  void keysOfSettingsMayHoldAnyCharacter() throws Exception {
    try (TestServer server = new TestServer()) {
      server.mount("user-settings", new KeyResource());
      assertEquals(
          "@backstage/plugin-home:visits:user:development/guest",
          server
              .get(
                  KEY + "%40backstage%2Fplugin-home%3Avisits%3Auser%3Adevelopment%2Fguest", "alice")
              .body());
      assertEquals("100%", server.get(KEY + "100%25?a=%2F", "alice").body());
      assertEquals("..", server.get(KEY + "a%2F..", "alice").body().substring(2));
      assertEquals(401, server.get(KEY + "a%2Fb").statusCode());
    }
  }

  @Test
  void P02_encodedSlashesAndPercentSignsAreRefusedEverywhereElse() throws Exception {
    try (TestServer server = new TestServer()) {
      server.mount("user-settings", new KeyResource());
      server.mount("hello", new SampleResource());
      for (String path :
          new String[] {
            "/api/hello/version%2F",
            "/api/hello%2Fversion",
            "/api%2Fuser-settings/buckets/b/keys/k",
            "/api/user-settings%2Fbuckets/b/keys/k",
            "/api/hello/%252e%252e/version",
            "/api/user-settings/buckets/./b/keys/a%2Fb",
            "/api/user-settings/buckets/../../hello/version%2F",
            "/api/user-settings/buckets/%2e%2e/keys/a%2Fb",
            "/api/user-settings/buckets/b;x=1/keys/a%2Fb"
          }) {
        assertEquals(400, server.get(path, "alice").statusCode(), path);
      }
    }
  }
}
