package dev.callboard.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads what a server answers about itself. */
final class ServerAnswers {
  private static final String AREA = "server";

  private ServerAnswers() {}

  /** Returns what {@code GET /api/health} says. */
  static List<Finding> health(JsonNode health) {
    List<Finding> findings = new ArrayList<>();
    for (JsonNode check : health.path("checks")) {
      String status = check.path("status").asText();
      String message =
          "health check " + check.path("name").asText() + " is " + status + messages(check);
      if (status.equals("WARN")) {
        findings.add(Finding.warning(AREA, message, ""));
      } else if (!status.equals("OK")) {
        findings.add(Finding.error(AREA, message, ""));
      }
    }
    if (findings.isEmpty()) {
      findings.add(Finding.ok(AREA, "it is healthy"));
    }
    return findings;
  }

  /** Returns what {@code GET /api/plugins} says. */
  static List<Finding> plugins(JsonNode plugins) {
    List<Finding> findings = new ArrayList<>();
    int active = 0;
    for (JsonNode plugin : plugins.path("items")) {
      String state = plugin.path("state").asText();
      if (state.equals("FAILED")) {
        findings.add(
            Finding.error(
                AREA,
                "plugin "
                    + plugin.path("id").asText()
                    + " failed: "
                    + plugin.path("reason").asText(),
                ""));
      } else if (state.equals("ACTIVE") && !plugin.path("core").asBoolean()) {
        active++;
      }
    }
    for (JsonNode file : plugins.path("rejected")) {
      findings.add(
          Finding.warning(
              AREA,
              file.path("file").asText() + " was turned away: " + file.path("reason").asText(),
              ""));
    }
    findings.add(Finding.ok(AREA, active + " plugins are active"));
    return findings;
  }

  private static String messages(JsonNode check) {
    StringBuilder text = new StringBuilder();
    for (JsonNode message : check.path("messages")) {
      text.append("\n")
          .append(message.isTextual() ? message.asText() : message.path("message").asText());
    }
    return text.toString();
  }
}
