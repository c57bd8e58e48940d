package dev.callboard.it.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.Product;
import dev.callboard.it.support.ServerProcess;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin whose packages and services other plugins use. */
class SharedApiIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(20);

  private static ServerProcess server;

  private static JsonNode say(ServerProcess server, String id) throws Exception {
    return JSON.readTree(server.get("/api/" + id + "/say", null).body());
  }

  private static void awaitWord(ServerProcess server, String id, String word) {
    Poll.until(
        id + " to say " + word,
        SOON,
        () -> List.of(say(server, id), server.json("/api/plugins/" + id)),
        answers -> answers.get(0).path("word").asText().equals(word));
  }

  private static Path file(ServerProcess server, String id) {
    return server.plugins().resolve(id + ".jar");
  }

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    server = ServerProcess.in(directory).start();
  }

  @AfterAll
  static void close() throws Exception {
    server.close();
  }

  @BeforeEach
  void dropPlugins() throws Exception {
    SharedApi.provider("1.0.0", "1.0.0").moveTo(file(server, "words"));
    SharedApi.user("user").moveTo(file(server, "user"));
    SharedApi.occasionalUser("occasional").moveTo(file(server, "occasional"));
    SharedApi.stranger("stranger").moveTo(file(server, "stranger"));
    awaitWord(server, "user", "1.0.0");
    awaitWord(server, "stranger", "none");
  }

  @AfterEach
  void removePlugins() throws Exception {
    for (String id : List.of("user", "occasional", "stranger", "words")) {
      Files.deleteIfExists(file(server, id));
      Poll.until(
          id + " to be gone",
          SOON,
          () -> server.get("/api/plugins/" + id, ServerProcess.TOKEN).statusCode(),
          status -> status == 404);
    }
  }

  /** Asks a plugin again and again, and keeps each distinct answer. */
  private static final class Load extends Thread {
    private final ServerProcess server;
    private final String id;
    private final AtomicBoolean stop = new AtomicBoolean();
    private final Map<Integer, String> others = new ConcurrentHashMap<>();
    private final Set<String> starts = ConcurrentHashMap.newKeySet();
    private volatile int served;

    Load(ServerProcess server, String id) {
      this.server = server;
      this.id = id;
      start();
    }

    @Override
    public void run() {
      while (!stop.get()) {
        try {
          HttpResponse<String> answer = server.get("/api/" + id + "/say", null);
          if (answer.statusCode() == 200) {
            starts.add(JSON.readTree(answer.body()).path("start").asText());
            served++;
          } else {
            others.put(answer.statusCode(), answer.body());
          }
        } catch (Exception e) {
          others.put(0, e.toString());
        }
      }
    }

    Load end() throws InterruptedException {
      stop.set(true);
      join();
      return this;
    }
  }

  @Test
  void F32_anUpdateOfASharedApiRebindsItsUsersAndLeavesStrangersAlone() throws Exception {

    Load user = new Load(server, "user");
    Load stranger = new Load(server, "stranger");
    int updates = Product.times(3, 200);
    for (int i = 1; i <= updates; i++) {
      SharedApi.provider("1.1." + i, "1.0.0").moveTo(file(server, "words"));
      awaitWord(server, "user", "1.1." + i);
    }
    user.end();
    stranger.end();
    assertEquals(Map.of(), stranger.others, "a stranger was disturbed");
    assertEquals(1, stranger.starts.size(), "a stranger was started anew");
    Set<Integer> statuses = new TreeSet<>(user.others.keySet());
    statuses.remove(503);
    assertEquals(Set.of(), statuses, user.others.toString());
    System.out.printf(
        "F32: %d updates, user served %d times and refused as %s, stranger served %d times%n",
        updates, user.served, user.others.keySet(), stranger.served);
  }

  @Test
  void F32_anOptionalDependencyVanishesAndReturns() throws Exception {

    awaitWord(server, "occasional", "1.0.0");
    Files.delete(file(server, "words"));
    awaitWord(server, "occasional", "none");
    JsonNode user =
        Poll.until(
            "user to say why it does not serve",
            SOON,
            () -> server.json("/api/plugins/user"),
            plugin -> !plugin.path("state").asText().equals("ACTIVE"));
    assertTrue(user.path("reason").asText().contains("acme.words"), user.toString());
    HttpResponse<String> refused = server.get("/api/user/say", null);
    assertEquals(503, refused.statusCode(), refused.body());
    SharedApi.provider("1.2.0", "1.0.0").moveTo(file(server, "words"));
    awaitWord(server, "user", "1.2.0");
    awaitWord(server, "occasional", "1.2.0");
  }
}
