package dev.callboard.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The built product, run as a process of its own on a free port with its own directories. */
public final class ServerProcess implements AutoCloseable {
  /** A static external token that {@link Builder} configures. */
  public static final String TOKEN = "it-static-token-0123456789";

  private static final String QUICK = "-Xmx512m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final Builder settings;
  private Process process;

  private ServerProcess(Builder settings) {
    this.settings = settings;
  }

  /** Starts to describe a server whose files are below a directory. */
  public static Builder in(Path directory) {
    return new Builder(directory);
  }

  /** Starts the process and returns at once. */
  public void launch() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Product.home().resolve("bin/callboard").toString());
    command.add("run");
    command.addAll(List.of("--port", Integer.toString(port())));
    command.addAll(List.of("--data", data().toString()));
    command.addAll(List.of("--plugins", plugins().toString()));
    for (Path config : settings.configs) {
      command.addAll(List.of("--config", config.toString()));
    }
    for (String catalog : settings.catalogs) {
      command.addAll(List.of("--catalog", catalog));
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(settings.directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
    // A server that lives for seconds is up sooner without the second compiler; a release is tested
    // as it is shipped.
    if (!Boolean.getBoolean("callboard.long")) {
      builder.environment().put("CALLBOARD_JAVA_OPTS", QUICK);
    }
    builder.environment().putAll(settings.environment);
    process = builder.start();
  }

  /** Starts the process and waits until it is ready; one that does not get there is ended. */
  public ServerProcess start() throws IOException {
    launch();
    try {
      awaitReady();
    } catch (AssertionError e) {
      process.destroyForcibly();
      throw e;
    }
    return this;
  }

  /** Waits until the readiness probe says so. */
  public void awaitReady() {
    try {
      Poll.until(
          "readiness",
          Duration.ofSeconds(60),
          () -> {
            if (!process.isAlive()) {
              return -process.exitValue() - 1;
            }
            return get("/.backstage/health/v1/readiness", null).statusCode();
          },
          status -> status == 200 || status < 0);
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + log(), e);
    }
    if (!process.isAlive()) {
      throw new AssertionError("the server ended with " + process.exitValue() + "\n" + log());
    }
  }

  /** Sends SIGTERM and returns the exit status. */
  public int stop() throws InterruptedException {
    process.destroy();
    return awaitExit();
  }

  /** Waits until the process has ended and returns the exit status. */
  public int awaitExit() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the server did not end\n" + log());
    }
    return process.exitValue();
  }

  /** Sends SIGKILL and waits until the process is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitExit();
  }

  /** Returns the process. */
  public Process process() {
    return process;
  }

  /** Returns the port that it listens on. */
  public int port() {
    return settings.port;
  }

  /** Returns the data directory. */
  public Path data() {
    return settings.directory.resolve("data");
  }

  /** Returns the drop folder. */
  public Path plugins() {
    return settings.directory.resolve("plugins");
  }

  /** Returns what the process has printed. */
  public String log() {
    try {
      return Files.exists(logFile()) ? Files.readString(logFile()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path logFile() {
    return settings.directory.resolve("server.log");
  }

  /** Returns the token of the administrator, which the server wrote when it first started. */
  public String adminToken() throws IOException {
    return Files.readString(data().resolve("admin-token")).strip();
  }

  /** Sends a GET; a null token sends none. */
  public HttpResponse<String> get(String path, String token)
      throws IOException, InterruptedException {
    return send("GET", path, token, Map.of(), null);
  }

  /** Sends a GET with the static token and returns the JSON of a 200. */
  public JsonNode json(String path) throws IOException, InterruptedException {
    HttpResponse<String> response = get(path, TOKEN);
    if (response.statusCode() != 200) {
      throw new AssertionError(path + " gave " + response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }

  /** Sends a request with a JSON body. */
  public HttpResponse<String> sendJson(String method, String path, String token, String body)
      throws IOException, InterruptedException {
    return send(
        method,
        path,
        token,
        Map.of("Content-Type", "application/json"),
        BodyPublishers.ofString(body));
  }

  /** Sends a request; token and body may be null. */
  public HttpResponse<String> send(
      String method, String path, String token, Map<String, String> headers, BodyPublisher body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .version(HttpClient.Version.HTTP_1_1)
            .timeout(Duration.ofSeconds(30))
            .method(method, body == null ? BodyPublishers.noBody() : body);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    headers.forEach(request::header);
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null && process.isAlive()) {
      process.destroyForcibly();
      process.waitFor(20, TimeUnit.SECONDS);
    }
  }

  /** What a server is started with. */
  public static final class Builder {
    private final Path directory;
    private final List<Path> configs = new ArrayList<>();
    private final List<String> catalogs = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private int port;

    private Builder(Path directory) {
      this.directory = directory;
    }

    /** Adds a configuration layer with this YAML. */
    public Builder config(String yaml) throws IOException {
      Path file = directory.resolve("app-config." + configs.size() + ".yaml");
      Files.createDirectories(directory);
      Files.writeString(file, yaml);
      configs.add(file);
      return this;
    }

    /** Adds a value of {@code --catalog}. */
    public Builder catalog(String target) {
      catalogs.add(target);
      return this;
    }

    /** Sets an environment variable. */
    public Builder environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /**
     * Returns the server, not started. Below what was added lies a configuration with a static
     * token.
     */
    public ServerProcess build() throws IOException {
      Files.createDirectories(directory.resolve("plugins"));
      port = freePort();
      Path base = directory.resolve("app-config.base.yaml");
      Files.writeString(
          base,
          """
          app: {baseUrl: "http://127.0.0.1:%1$d"}
          backend:
            baseUrl: http://127.0.0.1:%1$d
            listen: {host: 127.0.0.1}
            auth:
              externalAccess:
                - type: static
                  options: {token: %2$s, subject: it}
          """
              .formatted(port, TOKEN));
      configs.add(0, base);
      return new ServerProcess(this);
    }

    /** Builds and starts the server and waits until it is ready. */
    public ServerProcess start() throws IOException {
      return build().start();
    }

    private static int freePort() throws IOException {
      try (ServerSocket socket = new ServerSocket(0)) {
        return socket.getLocalPort();
      }
    }
  }
}
