package dev.callboard.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.cli.doctor.Finding.Level;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerAnswersTest {
  private static JsonNode json(String text) throws JsonProcessingException {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void aHealthyServerIsOneLine() throws JsonProcessingException {
    assertEquals(
        List.of(Finding.ok("server", "it is healthy")),
        ServerAnswers.health(json("{\"checks\":[{\"name\":\"config\",\"status\":\"OK\"}]}")));
  }

  @Test
  void eachCheckThatIsNotWellIsTold() throws JsonProcessingException {
    List<Finding> findings =
        ServerAnswers.health(
            json(
                """
                {"checks":[{"name":"config","status":"WARN","messages":[{"message":"old"}]},
                           {"name":"database","status":"CRITICAL"}]}
                """));

    assertEquals(
        List.of(Level.WARNING, Level.ERROR), findings.stream().map(Finding::level).toList());
    assertEquals("health check config is WARN\nold", findings.get(0).message());
  }

  @Test
  void pluginsThatFailedAndFilesThatWereTurnedAwayAreTold() throws JsonProcessingException {
    List<Finding> findings =
        ServerAnswers.plugins(
            json(
                """
                {"items":[{"id":"a","state":"ACTIVE"},{"id":"catalog","state":"ACTIVE","core":true},
                          {"id":"b","state":"FAILED","reason":"no package x"}],
                 "rejected":[{"file":"c.jar","reason":"the archive ends early"}]}
                """));

    assertEquals(
        List.of(
            "plugin b failed: no package x",
            "c.jar was turned away: the archive ends early",
            "1 plugins are active"),
        findings.stream().map(Finding::message).toList());
    assertEquals(Level.ERROR, findings.get(0).level());
  }
}
