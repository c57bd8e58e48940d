package dev.callboard.cli.plugins;

import dev.callboard.cli.CommandFailure;
import dev.callboard.cli.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which server to talk to, and as whom. */
final class ServerOptions {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:7007",
      description = "Address of the server. Default: http://127.0.0.1:7007.")
  private String server;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "Token to call the server with; others on this machine can see it in the list of"
              + " processes, so rather set CALLBOARD_TOKEN. Default, for a server on this machine:"
              + " the content of admin-token in the data directory.")
  private String token;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Data directory of the server, for admin-token. Default: data in the installation.")
  private Path data;

  /** Returns a connection. Nothing is sent yet. */
  ServerApi connect(Terminal terminal) throws IOException {
    URI address = address();
    return new ServerApi(address, credentials(terminal, address));
  }

  private URI address() {
    try {
      URI address = URI.create(server.replaceFirst("/+$", ""));
      if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("--server is not a URL: use http://HOST:PORT or https://HOST", e);
    }
    throw new CommandFailure("--server is not a URL: use http://HOST:PORT or https://HOST");
  }

  private String credentials(Terminal terminal, URI address) throws IOException {
    if (token != null) {
      return token.strip();
    }
    String variable = terminal.environment().getOrDefault("CALLBOARD_TOKEN", "").strip();
    if (!variable.isEmpty()) {
      return variable;
    }
    if (!LOOPBACK.contains(address.getHost())) {
      // The token of this machine's server is nobody else's business.
      throw new CommandFailure(
          "no token for " + address.getHost() + ": set CALLBOARD_TOKEN to one that it accepts");
    }
    Path file = terminal.data(data).resolve("admin-token");
    if (!Files.isReadable(file)) {
      throw new CommandFailure(
          "no token: "
              + file
              + " cannot be read. Name the data directory of the server with --data, or set"
              + " CALLBOARD_TOKEN.");
    }
    return Files.readString(file).strip();
  }
}
