package dev.callboard.cli.plugins;

import com.fasterxml.jackson.databind.JsonNode;
import dev.callboard.cli.CommandFailure;
import dev.callboard.cli.Terminal;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** The commands that ask something of {@code /api/plugins}. */
final class PluginCalls {
  private static final String PLUGINS = "/api/plugins";
  private static final String ID = "[a-z][a-z0-9-]{0,62}";

  private final Terminal terminal;
  private final ServerApi server;

  PluginCalls(Terminal terminal, ServerApi server) {
    this.terminal = terminal;
    this.server = server;
  }

  void list(boolean json) {
    JsonNode answer = server.call("GET", PLUGINS);
    if (json) {
      terminal.out().println(answer);
      return;
    }
    String row = "%-24s %-24s %-10s %-10s %s%n";
    terminal.out().printf(row, "ID", "VERSION", "STATE", "SIGNATURE", "PUBLISHER");
    for (JsonNode plugin : answer.path("items")) {
      terminal
          .out()
          .printf(
              row,
              plugin.path("id").asText(),
              plugin.path("version").asText(),
              plugin.path("state").asText(),
              plugin.path("signature").asText(),
              plugin.path("publisher").asText());
      explain("", plugin.path("reason"));
      explain("the update failed: ", plugin.path("failedUpdate").path("reason"));
    }
    for (JsonNode plugin : answer.path("available")) {
      terminal
          .out()
          .printf(
              row,
              plugin.path("id").asText(),
              plugin.path("version").asText(),
              "removed",
              "shipped",
              "callboard");
    }
    for (JsonNode file : answer.path("rejected")) {
      terminal.out().println("turned away: " + file.path("file").asText());
      explain("", file.path("reason"));
    }
  }

  private void explain(String what, JsonNode reason) {
    if (!reason.asText("").isEmpty()) {
      terminal.out().println("  " + what + reason.asText().replace("\n", "\n  "));
    }
  }

  void install(Path jar, boolean allowDowngrade) throws IOException {
    print(upload("POST", PLUGINS + "?allowDowngrade=" + allowDowngrade, jar));
  }

  void update(String id, Path jar, boolean allowDowngrade) throws IOException {
    print(upload("PUT", path(id) + "?allowDowngrade=" + allowDowngrade, jar));
  }

  void change(String method, String id, String action) {
    JsonNode answer = server.call(method, path(id) + action);
    if (answer.isMissingNode()) {
      terminal.out().println(id + ": done");
    } else {
      print(answer);
    }
  }

  void transfer(String id, String publisher) {
    server.send(
        "POST",
        path(id) + "/transfer",
        BodyPublishers.ofString(server.json(Map.of("publisher", publisher)).toString()),
        Map.of("Content-Type", "application/json"));
    terminal.out().println(id + " belongs to " + publisher + " now");
  }

  private JsonNode upload(String method, String path, Path jar) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/java-archive");
    Path signature = jar.resolveSibling(jar.getFileName() + ".sig");
    if (Files.exists(signature)) {
      headers.put(
          "X-Callboard-Signature",
          Base64.getEncoder().encodeToString(Files.readAllBytes(signature)));
    }
    return server.send(method, path, BodyPublishers.ofFile(jar), headers);
  }

  /** An id goes into a path, so it must be one. */
  private static String path(String id) {
    if (!id.matches(ID)) {
      throw new CommandFailure(
          "'" + id + "' is not a plugin id: 1 to 63 of a-z 0-9 -, starting with a letter");
    }
    return PLUGINS + "/" + id;
  }

  private void print(JsonNode plugin) {
    String reason = plugin.path("reason").asText("");
    terminal
        .out()
        .println(
            plugin.path("id").asText()
                + " "
                + plugin.path("version").asText()
                + ": "
                + plugin.path("state").asText()
                + (reason.isEmpty() ? "" : ", " + reason));
    if (plugin.path("state").asText().equals("FAILED")) {
      throw new CommandFailure("plugin " + plugin.path("id").asText() + " failed");
    }
  }
}
