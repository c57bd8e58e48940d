package dev.callboard.it.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.callboard.it.support.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes to a catalog in every way, one thing after the other, until the server is killed, and
 * knows what has to be there afterwards. At most one request is without an answer then, and may
 * have been done or not.
 */
final class KillWriter implements AutoCloseable {
  /** Names by which entities are told apart: from files, from locations, and through the API. */
  static final String FILES = "files";

  static final String REMOTE = "remote";
  static final String WRITTEN = "written";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FILE_COUNT = 5;
  private static final int IN_FILE = 30;
  private static final int NAMES = 12;

  private final Random random;
  private final ServerProcess server;
  private final Path catalog;
  private final HttpServer host;

  /** The owner of each entity by its name. */
  final Map<String, String> files = new TreeMap<>();

  final Map<String, String> written = new TreeMap<>();

  /** The id of each location by the name of its entity. */
  final Map<String, String> locations = new TreeMap<>();

  /**
   * What was asked for last and not answered: what it concerns, and the owner or id it may have.
   */
  private Optional<String> open = Optional.empty();

  private Optional<String> openValue = Optional.empty();
  private final List<String> refused = new ArrayList<>();
  private int acknowledged;
  private int version;

  KillWriter(Random random, ServerProcess server, Path catalog, HttpServer host) {
    this.random = random;
    this.server = server;
    this.catalog = catalog;
    this.host = host;
  }

  /** Serves an entity file of one component at {@code /<name>.yaml}. */
  static HttpServer host() throws IOException {
    HttpServer host =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    host.createContext(
        "/",
        exchange -> {
          String name = exchange.getRequestURI().getPath().replaceAll("/(.*)\\.yaml", "$1");
          byte[] body = component(REMOTE, name, REMOTE).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    host.start();
    return host;
  }

  private static String component(String namespace, String name, String owner) {
    return """
    ---
    {apiVersion: backstage.io/v1alpha1, kind: Component,
     metadata: {namespace: %s, name: %s},
     spec: {type: service, lifecycle: production, owner: %s}}
    """
        .formatted(namespace, name, owner);
  }

  /** Writes all files for the first time. */
  void writeFiles() throws IOException {
    for (int file = 0; file < FILE_COUNT; file++) {
      writeFile(file);
    }
  }

  /** Writes until a request gets no answer, or the thread is interrupted. */
  void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        step();
        open = Optional.empty();
        acknowledged++;
      }
    } catch (IOException | InterruptedException e) {
      // The server is gone, and with it the answer.
    }
  }

  private void step() throws IOException, InterruptedException {
    switch (random.nextInt(6)) {
      case 0 -> writeFile(random.nextInt(FILE_COUNT));
      case 1, 2 -> location("l" + random.nextInt(NAMES));
      case 3 -> delete("w" + random.nextInt(NAMES));
      default -> put("w" + random.nextInt(NAMES));
    }
  }

  private void writeFile(int file) throws IOException {
    String owner = "v" + version++;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < IN_FILE; i++) {
      String name = "f" + file + "-" + i;
      text.append(component(FILES, name, owner));
      files.put(name, owner);
    }
    Path temporary = Files.writeString(catalog.resolveSibling("writing"), text);
    Path target = catalog.resolve("f" + file + ".yaml");
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void put(String name) throws IOException, InterruptedException {
    String owner = "v" + version++;
    begin(name, owner);
    String json =
        """
        {"apiVersion": "backstage.io/v1alpha1", "kind": "Component",
         "metadata": {"namespace": "written", "name": "%s"},
         "spec": {"type": "service", "lifecycle": "production", "owner": "%s"}}
        """
            .formatted(name, owner);
    if (sent("PUT", byName(name), json, Set.of(200, 201)).isPresent()) {
      written.put(name, owner);
    }
  }

  private void delete(String name) throws IOException, InterruptedException {
    if (written.containsKey(name)) {
      begin(name, null);
      if (sent("DELETE", byName(name), "", Set.of(204)).isPresent()) {
        written.remove(name);
      }
    }
  }

  private static String byName(String name) {
    return "/api/catalog/entities/by-name/component/written/" + name;
  }

  private void location(String name) throws IOException, InterruptedException {
    String id = locations.get(name);
    if (id != null) {
      begin(name, null);
      if (sent("DELETE", "/api/catalog/locations/" + id, "", Set.of(204)).isPresent()) {
        locations.remove(name);
      }
      return;
    }
    String target = "http://" + address() + "/" + name + ".yaml";
    String body = "{\"type\":\"url\",\"target\":\"" + target + "\"}";
    begin(name, null);
    Optional<String> answer = sent("POST", "/api/catalog/locations", body, Set.of(201));
    if (answer.isPresent()) {
      locations.put(name, JSON.readTree(answer.get()).at("/location/id").asText());
    }
  }

  String address() {
    return "127.0.0.1:" + host.getAddress().getPort();
  }

  private void begin(String name, String value) {
    open = Optional.of(name);
    openValue = Optional.ofNullable(value);
  }

  private Optional<String> sent(String method, String path, String body, Set<Integer> good)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = server.sendJson(method, path, ServerProcess.TOKEN, body);
    if (good.contains(answer.statusCode())) {
      return Optional.of(answer.body());
    }
    refused.add(method + " " + path + " " + answer.statusCode() + " " + answer.body());
    return Optional.empty();
  }

  /** Takes what the request without an answer did for granted; all else has to be as it was. */
  Set<String> differences(Map<String, String> servedWritten, Map<String, String> servedLocations) {
    if (open.isPresent()) {
      String name = open.get();
      if (name.startsWith("w") && openValue.equals(Optional.ofNullable(servedWritten.get(name)))) {
        replace(written, name, openValue);
      } else if (name.startsWith("l")) {
        replace(locations, name, Optional.ofNullable(servedLocations.get(name)));
      }
    }
    open = Optional.empty();
    Set<String> wrong = new TreeSet<>(refused);
    compare("written", written, servedWritten, wrong);
    compare("location", locations, servedLocations, wrong);
    return wrong;
  }

  private static void replace(Map<String, String> map, String key, Optional<String> value) {
    value.ifPresentOrElse(now -> map.put(key, now), () -> map.remove(key));
  }

  private static void compare(
      String what, Map<String, String> wanted, Map<String, String> found, Set<String> wrong) {
    Set<String> names = new HashSet<>(wanted.keySet());
    names.addAll(found.keySet());
    for (String name : names) {
      if (!Optional.ofNullable(wanted.get(name)).equals(Optional.ofNullable(found.get(name)))) {
        wrong.add(what + " " + name + ": " + wanted.get(name) + " wanted, " + found.get(name));
      }
    }
  }

  /** Returns how many things were done and answered. */
  int acknowledged() {
    return acknowledged;
  }

  @Override
  public void close() {
    host.stop(0);
  }
}
