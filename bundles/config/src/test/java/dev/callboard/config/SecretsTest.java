package dev.callboard.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir Path folder;

  @Test
  void U07_dumpsHideSecretsOfEveryKind() {
    LoaderFixture fixture = new LoaderFixture(folder);
    fixture.file("key.txt", "hunter2");
    Map<String, Object> dump =
        fixture
            .layer(
                "a.yaml",
                """
                shown: {port: 7007, name: x, on: true, key: owner, tokens: [a]}
                token: hunter2
                clientSecret: hunter2
                db: {password: hunter2, connection: 'postgres://u:hunter2@h/d', client: pg}
                private-key: hunter2
                credentials: {user: hunter2, list: [hunter2]}
                file: {$file: key.txt}
                env: {$env: E}
                variable: Bearer ${E}
                headers: {Authorization: hunter2, X-Api-Key: hunter2}
                pem: '-----BEGIN PRIVATE KEY----- hunter2'
                """)
            .loader(Map.of("E", "hunter2", "APP_CONFIG_over", "hunter2"))
            .load()
            .redacted();
    assertFalse(dump.toString().contains("hunter2"), dump.toString());
    assertEquals(
        Map.of("port", 7007L, "name", "x", "on", true, "key", "owner", "tokens", List.of("a")),
        dump.get("shown"));
    assertEquals("***", dump.get("over"));
  }

  @Test
  void S13_aTokenWithALineBreakIsNamedAndNotShown() {
    List<ConfigProblem> problems =
        new LoaderFixture(folder)
            .layer(
                "a.yaml",
                """
                integrations:
                  github:
                    - host: github.com
                      token: |
                        hunter2
                    - apps: [{privateKey: "line\\nline", webhookSecret: "hunter2\\tx"}]
                proxy: {headers: {Authorization: '${E}'}}
                """)
            .loader(Map.of("E", "Bearer hunter2\n"))
            .check();
    assertEquals(3, problems.size(), problems.toString());
    assertTrue(
        problems
            .get(0)
            .message()
            .startsWith("the value of integrations.github[0].token has a line"));
    assertEquals(4, problems.get(0).line());
    assertFalse(problems.toString().contains("hunter2"));
  }
}
