package dev.callboard.it.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built product with its data on a small file system. Mounting one needs root on Linux. */
class FullDiskIT {
  private static final String NAME = "/api/catalog/entities/by-name/component/default/";

  @TempDir Path temp;

  private static boolean run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor() == 0;
  }

  private static HttpResponse<String> put(ServerProcess server, String name) throws Exception {
    String entity =
        """
        {"apiVersion": "backstage.io/v1alpha1", "kind": "Component",
         "metadata": {"name": "%s", "description": "%s"},
         "spec": {"type": "service", "lifecycle": "production", "owner": "x"}}
        """
            .formatted(name, "x".repeat(9_000));
    return server.sendJson("PUT", NAME + name, ServerProcess.TOKEN, entity);
  }

  private static void assertServed(ServerProcess server, List<String> names) throws Exception {
    for (String name : names) {
      assertEquals(200, server.get(NAME + name, ServerProcess.TOKEN).statusCode(), name);
    }
  }

  @Test
  void F08_withoutRoomWritesAreRefusedReadsGoOnAndNothingIsLost() throws Exception {
    Path data = Files.createDirectories(temp.resolve("server/data"));
    if (!run("mount", "-t", "tmpfs", "-o", "size=24m,mode=0700", "tmpfs", data.toString())) {
      System.out.println("F08 skipped: a file system cannot be mounted here");
      return;
    }
    try (ServerProcess server = ServerProcess.in(temp.resolve("server")).start()) {
      List<String> stored = new ArrayList<>();
      HttpResponse<String> answer = put(server, "e0");
      while (answer.statusCode() == 201) {
        stored.add("e" + stored.size());
        answer = put(server, "e" + stored.size());
      }
      assertEquals(507, answer.statusCode(), answer.body());
      assertTrue(answer.body().contains("no room left"), answer.body());
      assertTrue(stored.size() > 50, stored.size() + " were stored");
      for (int i = 0; i < 20; i++) {
        assertEquals(507, put(server, "refused" + i).statusCode());
      }
      assertServed(server, stored);
      assertEquals(404, server.get(NAME + "refused0", ServerProcess.TOKEN).statusCode());

      assertTrue(run("mount", "-o", "remount,size=96m", data.toString()));
      Poll.until(
          "writes again",
          Duration.ofSeconds(30),
          () -> put(server, "after").statusCode(),
          status -> status == 201 || status == 200);
      assertEquals(0, server.stop());
      server.start();
      stored.add("after");
      assertServed(server, stored);
      assertEquals(404, server.get(NAME + "refused0", ServerProcess.TOKEN).statusCode());
      server.stop();
    } finally {
      run("umount", "-l", data.toString());
    }
  }
}
