package dev.callboard.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callboard.cli.CommandFailure;
import dev.callboard.cli.plugins.ServerApi;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Asks the server that runs on the data directory. */
final class ServerCheck {
  private static final String AREA = "server";

  private ServerCheck() {}

  static List<Finding> run(Patient patient, int port, boolean serverRuns) throws IOException {
    Path token = patient.data().resolve("admin-token");
    if (!serverRuns || port == 0) {
      return List.of();
    }
    if (!Files.isReadable(token)) {
      return List.of(
          Finding.warning(
              AREA, "cannot be asked: " + token + " cannot be read", "Run as its owner."));
    }
    ServerApi server =
        new ServerApi(URI.create("http://127.0.0.1:" + port), Files.readString(token).strip());
    try {
      List<Finding> findings = new ArrayList<>();
      findings.addAll(ServerAnswers.health(server.call("GET", "/api/health")));
      JsonNode plugins = server.call("GET", "/api/plugins");
      findings.addAll(ServerAnswers.plugins(plugins));
      return findings;
    } catch (CommandFailure e) {
      return List.of(
          Finding.error(
              AREA,
              "does not answer as it should: " + e.getMessage(),
              "Look into its log. With another port, name it with --port."));
    }
  }
}
