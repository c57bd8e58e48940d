package dev.callboard.notifications.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.notifications.store.ChannelSettings;
import dev.callboard.notifications.store.UserSettings;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.MapConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @SuppressWarnings("unchecked")
  private static Map<String, Object> json(String text) throws Exception {
    return JSON.readValue(text, Map.class);
  }

  @Test
  void aSenderNamesOneOrMoreRecipients() throws Exception {
    SendRequest one =
        SendRequest.of(
            json(
                "{\"recipients\":{\"type\":\"entity\",\"entityRef\":\"user:a/b\","
                    + "\"excludeEntityRef\":[\"user:a/c\"]},\"payload\":{\"title\":\"t\","
                    + "\"severity\":\"critical\",\"metadata\":{\"a\":[1]}}}"));
    assertEquals(Set.of("user:a/b"), one.recipients().entityRefs());
    assertEquals(Set.of("user:a/c"), one.recipients().excludedRefs());
    assertEquals("CRITICAL", one.payload().severity().name());
    assertEquals(Map.of("a", List.of(1)), one.payload().metadata());
    assertTrue(
        SendRequest.of(
                json("{\"recipients\":{\"type\":\"broadcast\"},\"payload\":{\"title\":\"t\"}}"))
            .recipients()
            .everyone());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"recipients\":{\"type\":\"broadcast\"}}",
        "{\"recipients\":{\"type\":\"all\"},\"payload\":{\"title\":\"t\"}}",
        "{\"recipients\":{\"type\":\"entity\"},\"payload\":{\"title\":\"t\"}}",
        "{\"recipients\":{\"type\":\"entity\",\"entityRef\":[]},\"payload\":{\"title\":\"t\"}}",
        "{\"recipients\":{\"type\":\"entity\",\"entityRef\":[7]},\"payload\":{\"title\":\"t\"}}",
        "{\"recipients\":{\"type\":\"broadcast\"},\"payload\":{}}",
        "{\"recipients\":{\"type\":\"broadcast\"},\"payload\":{\"title\":7}}",
        "{\"recipients\":{\"type\":\"broadcast\"},\"payload\":{\"title\":\"t\",\"severity\":\"x\"}}",
        "{\"recipients\":{\"type\":\"broadcast\"},\"payload\":{\"title\":\"t\",\"metadata\":[]}}"
      })
  void whatASenderSendsWrongIsTold(String text) throws Exception {
    Map<String, Object> body = json(text);
    assertEquals(
        ErrorCode.INPUT, assertThrows(PortalException.class, () -> SendRequest.of(body)).code());
  }

  @Test
  void theMoreExactChoiceCountsAndTheUsersBeforeTheDefaults() throws Exception {
    String text =
        "{\"channels\":[{\"id\":\"Web\",\"origins\":[{\"id\":\"ci\",\"enabled\":false,"
            + "\"topics\":[{\"id\":\"red\",\"enabled\":true}]}]}]}";
    UserSettings choices = SettingsJson.settings(json(text));
    ChannelSettings settings = ChannelSettings.of(choices, MapConfig.of());
    assertEquals(
        "{\"channels\":[{\"id\":\"Web\",\"minSeverity\":\"low\",\"origins\":[{\"id\":\"ci\","
            + "\"enabled\":false,\"topics\":[{\"id\":\"red\",\"enabled\":true}]},{\"id\":\"other\",\"enabled\":true,"
            + "\"topics\":[]}]}]}",
        JSON.writeValueAsString(
            JSON.readTree(sorted(SettingsJson.of(settings, Set.of("Web"), List.of("other"))))));
  }

  private static String sorted(Map<String, Object> json) throws Exception {
    // Small maps of the JDK have no order of their own.
    return JSON.writeValueAsString(json)
        .replace("{\"enabled\":true,\"id\":\"red\"}", "{\"id\":\"red\",\"enabled\":true}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"channels\":{}}",
        "{\"channels\":[7]}",
        "{\"channels\":[{\"origins\":[]}]}",
        "{\"channels\":[{\"id\":\"\"}]}",
        "{\"channels\":[{\"id\":\"Web\",\"enabled\":\"yes\"}]}",
        "{\"channels\":[{\"id\":\"Web\",\"origins\":[{\"id\":\"ci\"}]}]}",
        "{\"channels\":[{\"id\":\"Web\",\"origins\":[{\"id\":\"ci\",\"enabled\":true,"
            + "\"topics\":[{\"id\":\"x\"}]}]}]}",
        "{\"channels\":[{\"id\":\"Web\",\"frequency\":\"hourly\"}]}",
        "{\"channels\":[{\"id\":\"Email\",\"frequency\":\"weekly\"}]}",
        "{\"channels\":[{\"id\":\"Email\",\"frequency\":7}]}",
        "{\"channels\":[{\"id\":\"Email\",\"minSeverity\":\"most\"}]}"
      })
  void settingsThatAreNoneAreTold(String text) throws Exception {
    Map<String, Object> body = json(text);
    assertEquals(
        ErrorCode.INPUT,
        assertThrows(PortalException.class, () -> SettingsJson.settings(body)).code());
  }
}
