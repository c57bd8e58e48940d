package dev.callboard.it.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.callboard.it.support.Poll;
import dev.callboard.it.support.Product;
import dev.callboard.it.support.ServerProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built product is killed while its catalog is written in every way, again and again. */
class KillLoopIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int LONGEST_WRITING = 1_500;
  private static final int LONGEST_START = 3_000;

  @TempDir Path temp;
  private final List<Long> readyAfter = new ArrayList<>();
  private final Map<String, String> uids = new TreeMap<>();
  private Random random;
  private ServerProcess server;
  private KillWriter writer;

  /** What only one of the databases can be asked. */
  private interface Database {
    /** Is called when the server is gone. */
    void killed() throws Exception;

    /** Returns a connection to the tables of a plugin. */
    Connection open(String pluginId) throws Exception;

    /** Returns what stands before the name of a table of a plugin. */
    String schema(String pluginId);
  }

  @Test
  void F01_nothingAcknowledgedIsLostWhenTheServerIsKilledAgainAndAgain() throws Exception {
    run("F01", "", Product.times(3, 500), new Sqlite());
  }

  @Test
  void F02_nothingAcknowledgedIsLostOnPostgresWhenTheServerIsKilledAgainAndAgain()
      throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
      String config =
          """
            database:
              client: pg
              connection: {host: 127.0.0.1, port: %d, user: postgres, database: postgres}
          """
              .formatted(postgres.getPort());
      run("F02", config, Product.times(3, 500), new Postgres(postgres));
    }
  }

  private void run(String name, String database, int kills, Database stored) throws Exception {
    long seed = Long.getLong("callboard.seed", System.nanoTime());
    System.out.println(name + ": -Dcallboard.seed=" + seed);
    random = new Random(seed);
    Path catalog = Files.createDirectories(temp.resolve("catalog")).toRealPath();
    HttpServer host = KillWriter.host();
    String address = "127.0.0.1:" + host.getAddress().getPort();
    server =
        ServerProcess.in(temp.resolve("server"))
            .config("backend:\n  reading: {allow: [{host: '" + address + "'}]}\n" + database)
            .catalog(catalog.toString())
            .build();
    try (KillWriter only = new KillWriter(random, server, catalog, host)) {
      writer = only;
      writer.writeFiles();
      for (int kill = 0; kill < kills; kill++) {
        launch();
        check();
        write();
        stored.killed();
        if (random.nextInt(4) == 0) {
          server.launch();
          Thread.sleep(random.nextInt(LONGEST_START));
          server.kill();
          stored.killed();
        }
      }
      launch();
      check();
      checkStored(stored);
      Collections.sort(readyAfter);
      System.out.printf(
          "%s: %d kills, %d writes acknowledged, ready after %d ms (median), %d ms (most)%n",
          name,
          kills,
          writer.acknowledged(),
          readyAfter.get(readyAfter.size() / 2),
          readyAfter.get(readyAfter.size() - 1));
    } finally {
      server.close();
    }
  }

  private void launch() throws Exception {
    long start = System.nanoTime();
    server.start();
    readyAfter.add((System.nanoTime() - start) / 1_000_000);
  }

  /** Writes for a while; then the server is killed, wherever it is. */
  private void write() throws Exception {
    Thread thread = new Thread(writer::run, "writer");
    thread.start();
    Thread.sleep(random.nextInt(LONGEST_WRITING));
    server.kill();
    thread.join(SOON.toMillis());
    assertTrue(!thread.isAlive(), "the writer waits for an answer of a server that is gone");
  }

  /** What was acknowledged is there at once; what was to be read is there soon. */
  private void check() throws Exception {
    Map<String, String> locations = new TreeMap<>();
    for (JsonNode each : server.json("/api/catalog/locations")) {
      String target = each.at("/data/target").asText();
      if (each.at("/data/type").asText().equals("url")) {
        locations.put(target.replaceAll(".*/(.*)\\.yaml", "$1"), each.at("/data/id").asText());
      }
    }
    assertEquals(Set.of(), writer.differences(owners(KillWriter.WRITTEN), locations));
    Map<String, String> remote = new TreeMap<>();
    writer.locations.keySet().forEach(name -> remote.put(name, KillWriter.REMOTE));
    Poll.until("what the files say", SOON, () -> owners(KillWriter.FILES), writer.files::equals);
    Poll.until(
        "what the locations say " + remote, SOON, () -> owners(KillWriter.REMOTE), remote::equals);
    Map<String, String> now = served(KillWriter.FILES, "/metadata/uid");
    if (uids.isEmpty()) {
      uids.putAll(now);
    }
    assertEquals(uids, now, "entities keep their uid");
  }

  private Map<String, String> owners(String namespace) throws Exception {
    return served(namespace, "/spec/owner");
  }

  private Map<String, String> served(String namespace, String value) throws Exception {
    String query = "?limit=500&filter=kind=component,metadata.namespace=" + namespace;
    Map<String, String> found = new TreeMap<>();
    for (JsonNode each : server.json("/api/catalog/entities/by-query" + query).get("items")) {
      found.put(each.at("/metadata/name").asText(), each.at(value).asText());
    }
    return found;
  }

  /** The server has been told to end, and what it wrote hangs together. */
  private void checkStored(Database stored) throws Exception {
    try (Connection catalog = stored.open("catalog")) {
      String schema = stored.schema("catalog");
      Poll.until(
          "every audit event to be in the log",
          SOON,
          () -> StoredCatalog.waiting(catalog, schema),
          waiting -> waiting == 0);
    }
    assertEquals(0, server.stop(), server.log());
    stored.killed();
    try (Connection catalog = stored.open("catalog");
        Connection audit = stored.open("audit")) {
      assertEquals(List.of(), StoredCatalog.changeLog(catalog, stored.schema("catalog")));
      assertEquals(List.of(), StoredCatalog.auditChain(audit, stored.schema("audit")));
    }
  }

  private final class Sqlite implements Database {
    /** Looks at copies, so that the server has to recover by itself. */
    @Override
    public void killed() throws Exception {
      Path copies = Files.createDirectories(temp.resolve("copies"));
      List<Path> files = new ArrayList<>();
      if (Files.isDirectory(folder())) {
        try (var list = Files.list(folder())) {
          files.addAll(list.filter(file -> !file.toString().endsWith("-shm")).toList());
        }
      }
      for (Path file : files) {
        Files.copy(file, copies.resolve(file.getFileName()));
      }
      for (Path file : files) {
        if (file.toString().endsWith(".sqlite")) {
          intact(copies.resolve(file.getFileName()));
        }
      }
      try (var list = Files.list(copies)) {
        for (Path copy : list.toList()) {
          Files.delete(copy);
        }
      }
    }

    private void intact(Path file) throws Exception {
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
        row.next();
        assertEquals("ok", row.getString(1), file.getFileName() + "");
      }
    }

    private Path folder() {
      return server.data().resolve("db");
    }

    @Override
    public Connection open(String pluginId) throws Exception {
      return DriverManager.getConnection("jdbc:sqlite:" + folder().resolve(pluginId + ".sqlite"));
    }

    @Override
    public String schema(String pluginId) {
      return "";
    }
  }

  private record Postgres(EmbeddedPostgres server) implements Database {
    /** Sessions of a server that is gone end, and with them its locks. */
    @Override
    public void killed() throws Exception {
      try (Connection connection = open("");
          Statement statement = connection.createStatement()) {
        Poll.until(
            "the sessions of the server to end",
            Duration.ofSeconds(10),
            () -> {
              try (ResultSet row =
                  statement.executeQuery(
                      "SELECT (SELECT COUNT(*) FROM pg_stat_activity WHERE backend_type = 'client"
                          + " backend' AND pid <> pg_backend_pid()) + (SELECT COUNT(*) FROM"
                          + " pg_locks WHERE locktype = 'advisory')")) {
                row.next();
                return row.getInt(1);
              }
            },
            left -> left == 0);
      }
    }

    @Override
    public Connection open(String pluginId) throws Exception {
      return server.getPostgresDatabase().getConnection();
    }

    @Override
    public String schema(String pluginId) {
      return "callboard_" + pluginId + ".";
    }
  }
}
