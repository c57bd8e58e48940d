package dev.callboard.platform.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Bearer hunter2hunter2",
        "authorization: basic aHVudGVyMg1hunter2==",
        "GET https://u:hunter2@host/x",
        "GET https://hunter2@host/x",
        "GET https://host/x?access_token=hunter2",
        "https://host/x?a=1&X-Amz-Signature=hunter2",
        "jdbc:postgresql://host/db;password=hunter2",
        "ghp_hunter2hunter2hunter2hunter2",
        "github_pat_hunter2hunter2hunter2",
        "glpat-hunter2hunter2hunter2",
        "xoxb-hunter2hunter2",
        "https://hooks.slack.com/services/T0/B0/hunter2",
        "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nhunter2 that is cut",
        "eyJhunter2hunter2.eyJhunter2hunter2.hunter2"
      })
  void U07_aSecretOfAKnownFormIsFoundAndHidden(String text) {
    assertTrue(Secrets.areIn(text), text);
    assertFalse(Secrets.hide(text).contains("hunter2"), Secrets.hide(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"token: hunter2", "{\"clientSecret\":\"hunter2\"}", "api-key=hunter2"})
  void U07_whatFollowsANameIsHiddenInProse(String text) {
    assertFalse(Secrets.hide(text).contains("hunter2"), Secrets.hide(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET https://host/x?page=2 took 3 ms; tokens are counted",
        "Basic documentation of the bearer",
        "ssh://git@host/o/r.git",
        "mail to someone@example.com",
        "limit=20"
      })
  void whatIsNoneStays(String text) {
    assertFalse(Secrets.areIn(text), text);
    assertEquals(text, Secrets.hide(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"token", "githubToken", "client-secret", "API_KEY", "Set-Cookie", "privateKey"})
  void aNameOfASecretIsKnownHoweverItIsWritten(String name) {
    assertTrue(Secrets.isName(name));
  }

  @Test
  void otherNamesAreNone() {
    assertFalse(Secrets.isName("tokenLifetime"));
    assertFalse(Secrets.isName("key"));
  }
}
