package dev.callboard.it.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.Product;
import dev.callboard.it.support.ServerProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built product is killed while many write. */
class AcknowledgedWritesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "/api/catalog/entities/by-name/component/default/";
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int WRITERS = 4;
  private static final long SEED = 20_261_121;

  @TempDir Path temp;
  private ServerProcess server;

  /**
   * One who writes one entity over and over. What was answered is certain; of what was sent last
   * and not answered, both outcomes are right.
   */
  private final class Writer implements Runnable {
    private final int number;
    private final Random random;
    private final AtomicInteger answered;
    private final String name;
    private final List<String> wrong = new ArrayList<>();
    private String certain = "";
    private String possible = "";
    private int version;

    Writer(int number, AtomicInteger answered) {
      this.number = number;
      this.answered = answered;
      this.random = new Random(SEED + number);
      this.name = number == 0 ? "filed" : "w" + number;
    }

    @Override
    public void run() {
      try {
        while (true) {
          possible = number > 0 && random.nextInt(5) == 0 ? "" : "v" + ++version;
          HttpResponse<String> answer = write(possible);
          int status = answer.statusCode();
          if (status >= 300 && !(status == 404 && possible.isEmpty() && certain.isEmpty())) {
            wrong.add(status + " " + answer.body());
            return;
          }
          certain = possible;
          answered.incrementAndGet();
        }
      } catch (IOException e) {
        // the server is gone
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** Writes a title: into the entity, or for the one of a file, into its overlay. */
    private HttpResponse<String> write(String title) throws IOException, InterruptedException {
      if (title.isEmpty()) {
        return server.sendJson("DELETE", NAME + name, ServerProcess.TOKEN, "");
      }
      String metadata = "{\"metadata\": {\"name\": \"" + name + "\", \"title\": \"" + title + "\"}";
      if (number == 0) {
        String patch = "{\"metadata\": {\"title\": \"" + title + "\"}}";
        return server.sendJson("PATCH", NAME + name, ServerProcess.TOKEN, patch);
      }
      return server.sendJson("PUT", NAME + name, ServerProcess.TOKEN, metadata + REST);
    }

    void check() throws Exception {
      assertEquals(List.of(), wrong);
      HttpResponse<String> answer = server.get(NAME + name, ServerProcess.TOKEN);
      String found =
          answer.statusCode() == 404
              ? ""
              : JSON.readTree(answer.body()).at("/metadata/title").asText();
      assertTrue(
          found.equals(certain) || found.equals(possible),
          () ->
              name + " is '" + found + "', after '" + certain + "' and perhaps '" + possible + "'");
      certain = found;
    }
  }

  private static final String REST =
      """
      , "apiVersion": "backstage.io/v1alpha1", "kind": "Component",
      "spec": {"type": "service", "lifecycle": "production", "owner": "x"}}
      """;

  @Test
  void F01_whatWasAcknowledgedIsThereHoweverOftenTheServerIsKilled() throws Exception {
    Path catalog = Files.createDirectories(temp.resolve("catalog")).toRealPath();
    Files.writeString(catalog.resolve("filed.yaml"), "{\"metadata\": {\"name\": \"filed\"}" + REST);
    server = ServerProcess.in(temp.resolve("server")).catalog(catalog.toString()).start();
    try {
      Poll.until(
          "the file",
          SOON,
          () -> server.get(NAME + "filed", ServerProcess.TOKEN).statusCode(),
          status -> status == 200);
      AtomicInteger answered = new AtomicInteger();
      List<Writer> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        writers.add(new Writer(i, answered));
      }
      Random random = new Random(SEED);
      for (int round = 0; round < Product.times(4, 100); round++) {
        round(writers, answered, 1 + random.nextInt(60), random.nextInt(30));
        for (Writer writer : writers) {
          writer.check();
        }
        checkChanges();
      }
      System.out.println(answered + " writes were acknowledged");
      assertFalse(server.log().contains("SQLITE_CORRUPT"), server.log());
    } finally {
      server.close();
    }
  }

  /** Lets all write until some writes were answered and a moment has gone by, and kills. */
  private void round(List<Writer> writers, AtomicInteger answered, int writes, int moment)
      throws Exception {
    int until = answered.get() + writes;
    List<Thread> threads = new ArrayList<>();
    for (Writer writer : writers) {
      threads.add(new Thread(writer, writer.name));
    }
    threads.forEach(Thread::start);
    Poll.until(
        writes + " writes",
        SOON,
        answered::get,
        count -> count >= until || threads.stream().noneMatch(Thread::isAlive));
    // so that the kill falls anywhere within a write
    Thread.sleep(moment);
    server.kill();
    for (Thread thread : threads) {
      thread.join(SOON.toMillis());
      assertFalse(thread.isAlive(), "a writer hangs");
    }
    server.start();
  }

  /** The change log has no gap, and its last word on each entity is what is served. */
  private void checkChanges() throws Exception {
    Map<String, String> etags = new HashMap<>();
    long last = 0;
    JsonNode page = server.json("/api/catalog/changes?after=0&limit=500");
    while (!page.get("items").isEmpty()) {
      for (JsonNode change : page.get("items")) {
        long seq = change.get("seq").asLong();
        assertEquals(last + 1, seq, "a gap in the change log");
        last = seq;
        etags.put(change.get("entityRef").asText(), change.at("/entity/metadata/etag").asText());
      }
      page = server.json("/api/catalog/changes?limit=500&after=" + last);
    }
    for (JsonNode entity : server.json("/api/catalog/entities?filter=kind=component")) {
      String ref = "component:default/" + entity.at("/metadata/name").asText();
      assertEquals(etags.remove(ref), entity.at("/metadata/etag").asText(), ref);
    }
    etags.forEach((ref, etag) -> assertTrue(ref.startsWith("location:") || etag.isEmpty(), ref));
  }
}
