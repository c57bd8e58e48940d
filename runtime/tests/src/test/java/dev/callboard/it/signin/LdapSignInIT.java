package dev.callboard.it.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import dev.callboard.testing.ldap.TestDirectory;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built product and a directory, with a browser in front. */
class LdapSignInIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String START = "/api/auth/ldap/start?env=";

  @TempDir static Path directory;
  private static ServerProcess server;
  private static TestDirectory people;

  @BeforeAll
  static void start() throws Exception {
    people = new TestDirectory(directory.resolve("ldap"));
    Path users = directory.resolve("users.yaml");
    Files.writeString(
        users,
        """
        apiVersion: backstage.io/v1alpha1
        kind: User
        metadata: {name: alice}
        spec: {profile: {email: alice@example.com}, memberOf: []}
        """);
    Files.writeString(directory.resolve("ca.pem"), people.certificate());
    server =
        ServerProcess.in(directory)
            .config(
                """
                auth:
                  environment: production
                  providers:
                    ldap:
                      production: &directory
                        url: ${LDAPS_URL}
                        tls: {ca: {$file: %s}}
                        bindDn: cn=portal,dc=example,dc=com
                        bindPassword: portal secret
                        userSearchBase: ou=people,dc=example,dc=com
                        signIn: {resolvers: [{resolver: usernameMatchingUserEntityName}]}
                      starttls:
                        url: ${LDAP_URL}
                        tls: {ca: {$file: %s}}
                        bindDn: cn=portal,dc=example,dc=com
                        bindPassword: portal secret
                        userSearchBase: ou=people,dc=example,dc=com
                        signIn: {resolvers: [{resolver: usernameMatchingUserEntityName}]}
                catalog: {rules: [{allow: [User]}], locations: []}
                """
                    .replace("%s", directory.resolve("ca.pem").toString())
                    .replace("&directory", ""))
            .environment("LDAPS_URL", people.secureUrl())
            .environment("LDAP_URL", people.plainUrl())
            .catalog(users.toString())
            .build();
    server.start();
    Poll.until(
        "alice in the catalog",
        Duration.ofSeconds(30),
        () -> server.json("/api/catalog/entities/by-query?limit=0").get("totalItems").asInt(),
        count -> count >= 1);
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
    if (people != null) {
      people.close();
    }
  }

  private static Browser browser() {
    return new Browser("http://127.0.0.1:" + server.port());
  }

  private static HttpResponse<String> send(Browser browser, String form, String password)
      throws Exception {
    return browser.submit(form, Map.of("username", "alice", "password", password));
  }

  @Test
  void aPersonSignsInWithAPasswordAndStaysSignedIn() throws Exception {
    for (String env : new String[] {"production", "starttls"}) {
      Browser browser = browser();
      HttpResponse<String> form = browser.open(START + env);
      assertEquals(200, form.statusCode(), form.body());
      assertTrue(
          form.headers().firstValue("Content-Security-Policy").orElse("").contains("frame-anc"));
      HttpResponse<String> wrong = send(browser, form.body(), "guess");
      assertEquals(401, wrong.statusCode(), wrong.body());
      HttpResponse<String> page = send(browser, wrong.body(), "wonder land");
      JsonNode response = Browser.message(page).path("response");
      assertEquals(
          "user:default/alice",
          response.at("/backstageIdentity/identity/userEntityRef").asText(),
          response.toString());
      HttpResponse<String> refreshed = browser.script("GET", "/api/auth/ldap/refresh?env=" + env);
      assertEquals(200, refreshed.statusCode(), refreshed.body());
      String token = JSON.readTree(refreshed.body()).at("/backstageIdentity/token").asText();
      assertEquals(200, server.get("/api/auth/v1/userinfo", token).statusCode());
    }
  }

  @Test
  void X07_aFormWithoutItsCookieIsRefused() throws Exception {
    HttpResponse<String> form = browser().open(START + "production");
    HttpResponse<String> answer = send(browser(), form.body(), "wonder land");
    assertEquals(401, answer.statusCode());
    assertTrue(answer.body().contains("missing cookie nonce"), answer.body());
  }

  @Test
  void thePasswordIsInNoLog() throws Exception {
    Browser browser = browser();
    HttpResponse<String> form = browser.open(START + "production");
    send(browser, form.body(), "unmistakable-secret");
    assertTrue(server.log().contains("Sign-in by ldap failed"), server.log());
    assertTrue(!server.log().contains("unmistakable-secret"));
    assertTrue(!server.log().contains("portal secret"));
  }
}
