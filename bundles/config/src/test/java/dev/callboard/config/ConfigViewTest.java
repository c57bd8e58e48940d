package dev.callboard.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigViewTest {
  @TempDir Path folder;

  private Map<String, Map<String, Object>> view(String yaml, Map<String, String> environment) {
    LoaderFixture fixture = new LoaderFixture(folder);
    fixture.file("key.txt", "hunter2");
    LoadedConfig config = fixture.layer("app-config.yaml", yaml).loader(environment).load();
    return new ConfigView(KeyReference.load(), Set.of("backend.listen"), Set.of("backend.listen"))
        .of(config.tree()).stream()
            .collect(Collectors.toMap(entry -> entry.get("key").toString(), entry -> entry));
  }

  @Test
  void aDeclaredValueIsShownWithWhereItComesFromAndWhatItMeans() {
    Map<String, Map<String, Object>> view =
        view(
            """
            app: {title: Board}
            backend: {listen: {port: 7007}}
            catalog:
              locations:
                - {type: url, target: 'https://github.com/acme/x', rules: [{allow: [API]}]}
            """,
            Map.of("APP_CONFIG_audit_node", "n1"));
    Map<String, Object> port = view.get("backend.listen.port");
    assertEquals(7007L, port.get("value"));
    assertNull(port.get("hidden"));
    assertEquals("app-config.yaml:2", port.get("origin"));
    assertEquals("file", port.get("originKind"));
    assertEquals(true, port.get("restart"));
    assertEquals(true, port.get("waitsForRestart"));
    assertEquals("7007", port.get("default"));
    assertEquals("the port; the option `--port` goes before it.", port.get("meaning"));
    assertEquals("Board", view.get("app.title").get("value"));
    assertEquals(false, view.get("app.title").get("restart"));
    assertEquals("https://github.com/acme/x", view.get("catalog.locations[0].target").get("value"));
    assertEquals("API", view.get("catalog.locations[0].rules[0].allow[0]").get("value"));
    assertEquals("environment", view.get("audit.node").get("originKind"));
    assertEquals(
        "environment variable APP_CONFIG_audit_node", view.get("audit.node").get("origin"));
  }

  @Test
  void U07_noSecretIsShownWhateverItStandsIn() {
    Map<String, Map<String, Object>> view =
        view(
            """
            app: {baseUrl: 'https://u:hunter2@host/x', title: {$env: E}, support: hunter2}
            organization: {name: {$file: key.txt}}
            unheard: {of: hunter2, number: 4711, list: [hunter2], deep: [{er: hunter2}]}
            backend:
              baseUrl: 'https://hunter2@host/'
              health: {headers: {X-Whatever: hunter2}}
              auth:
                keys: [{secret: hunter2}]
                externalAccess: [{type: static, options: {token: hunter2hunter2, subject: ci}}]
              https: {certificate: {key: hunter2, cert: hunter2}}
              database: {connection: {password: hunter2, host: '${E}'}}
              cors: {origin: 'https://x/?access_token=hunter2'}
            auth: {keyEncryption: {keys: [hunter2]}}
            scaffolder: {defaultEnvironment: {secrets: {A: hunter2}, parameters: {B: hunter2}}}
            integrations:
              github: [{host: github.com, token: hunter2, apps: [{appId: 1, privateKey: hunter2}]}]
            catalog:
              webhooks: [{name: a, url: 'https://hooks.slack.com/services/T0/hunter2', secret: hunter2}]
              locations: [{type: url, target: 'https://x/y?private_token=hunter2'}, {hunter: hunter2}]
            techdocs: {s3: {accessKeyId: hunter2}}
            plugins: {signatures: {revokedKeys: [ghp_hunter2hunter2hunter2hunter2hunter2]}}
            """,
            Map.of("E", "hunter2", "APP_CONFIG_app_extra", "hunter2"));
    assertFalse(view.values().toString().contains("hunter2"), view.values().toString());
    assertFalse(view.values().toString().contains("4711"));
    view.values()
        .forEach(
            entry -> assertEquals("***".equals(entry.get("value")), entry.get("hidden") != null));
    assertEquals("ci", view.get("backend.auth.externalAccess[0].options.subject").get("value"));
    assertEquals("github.com", view.get("integrations.github[0].host").get("value"));
  }

  @Test
  void aKeyThatNobodyReadsAndAnOlderOneAreTold() {
    Map<String, Map<String, Object>> view =
        view("{app: {title: x, titel: true}, backend: {auth: {keys: []}}}", Map.of());
    assertNull(view.get("app.title").get("warning"));
    assertEquals(false, view.get("app.titel").get("known"));
    assertNotNull(view.get("app.titel").get("warning"));
    assertEquals(List.of(), view.get("backend.auth.keys").get("value"));
    assertTrue(view.get("backend.auth.keys").get("warning").toString().contains("older way"));
  }

  @Test
  void theReferenceHasTheKeysThatTheServerReads() {
    KeyReference reference = KeyReference.load();
    assertTrue(reference.keys().size() > 300, "keys: " + reference.keys().size());
    KeyReference.Key port = reference.of(KeyPath.of("backend.listen.port")).orElseThrow();
    assertTrue(port.restart());
    assertEquals("number", port.type());
    assertTrue(reference.of(KeyPath.of("auth.keyEncryption.keys")).orElseThrow().isSecret());
    assertTrue(reference.of(KeyPath.of("nobody.reads.this")).isEmpty());
  }

  @Test
  void aNameOfTheReferenceCoversWhatItStandsFor() {
    KeyPath any = KeyPath.of("auth.providers.<id>.<environment>.clientId");
    assertTrue(any.covers(KeyPath.of("auth.providers.github.production.clientId")));
    assertFalse(any.covers(KeyPath.of("auth.providers.github.clientId")));
    KeyPath list = KeyPath.of("integrations.github[].host");
    assertTrue(list.covers(KeyPath.of("integrations.github[].host")));
    assertFalse(list.covers(KeyPath.of("integrations.github.host")));
    assertFalse(KeyPath.of("a.<id>").covers(KeyPath.of("a[]")));
  }
}
