package dev.callboard.it.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.it.support.Poll;
import dev.callboard.it.support.Product;
import dev.callboard.it.support.ServerProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code audit verify} of the built product on what a server has left behind. */
class AuditVerifyIT {
  private static final String PATH = "/api/catalog/entities/by-name/component/default/";
  private static final int WRITES = 8;

  @TempDir Path temp;

  private record Outcome(int status, String output) {
    void is(int expected, String text) {
      assertEquals(expected, status, output);
      assertTrue(output.contains(text), output);
    }

    long records() {
      return output
          .lines()
          .filter(line -> line.startsWith("The audit log is whole: "))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElseThrow(() -> new AssertionError(output));
    }

    String last() {
      return output
          .lines()
          .filter(line -> line.startsWith("Last record: "))
          .findFirst()
          .get()
          .substring("Last record: ".length());
    }
  }

  private Outcome verify(String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Product.home().resolve("bin/callboard").toString());
    command.addAll(List.of("audit", "verify", "--data", temp.resolve("data").toString()));
    command.addAll(List.of(options));
    Path output = temp.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "audit verify does not end");
    return new Outcome(process.exitValue(), Files.readString(output));
  }

  private static void write(ServerProcess server, int from) throws Exception {
    for (int i = from; i < from + WRITES; i++) {
      HttpResponse<String> answer =
          server.sendJson("PUT", PATH + "c" + i, ServerProcess.TOKEN, entity(i));
      assertEquals(201, answer.statusCode(), answer.body());
    }
  }

  private static String entity(int i) {
    return """
    {"apiVersion": "backstage.io/v1alpha1", "kind": "Component", "metadata": {"name": "c%d"},
     "spec": {"type": "service", "lifecycle": "production", "owner": "x"}}
    """
        .formatted(i);
  }

  /** Every write leaves a record. */
  private Outcome awaitRecords(long more, String... options) {
    return Poll.until(
        more + " records",
        Duration.ofSeconds(30),
        () -> verify(options),
        outcome -> outcome.records() >= more);
  }

  /** Returns the number of the record of a component; it is one of many. */
  private static long record(Connection connection, String table, int component)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT MIN(seq) FROM "
                    + table
                    + " WHERE target_ref = 'component:default/c"
                    + component
                    + "'")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void execute(Connection connection, String... all) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : all) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void aRecordThatWasEditedInTheFileOfAStoppedServerIsLocated() throws Exception {
    String noted;
    try (ServerProcess server = ServerProcess.in(temp).start()) {
      write(server, 0);
      noted = awaitRecords(WRITES).last();
      write(server, WRITES);
      // A running server, one that was killed, and one that was stopped.
      awaitRecords(2 * WRITES, "--expect", noted);
      server.kill();
      verify("--expect", noted).is(0, "The audit log is whole");
      server.start();
      assertEquals(0, server.stop());
    }
    verify("--expect", noted).is(0, "The audit log is whole");
    Path file = temp.resolve("data/db/audit.sqlite");
    long seq;
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      seq = record(connection, "audit_event", 3);
      execute(
          connection,
          "DROP TRIGGER audit_event_no_update",
          "UPDATE audit_event SET body = replace(body, 'c3', 'c9') WHERE seq = " + seq);
    }
    verify().is(1, "The audit log is NOT whole: record " + seq + ": was changed");
  }

  @Test
  void aRecordThatWasDeletedFromPostgresIsLocated() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
        ServerProcess server = ServerProcess.in(temp).config(database(postgres)).start()) {
      write(server, 0);
      String config = temp.resolve("app-config.0.yaml").toString();
      awaitRecords(WRITES, "--config", config);
      long seq;
      try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
        seq = record(connection, "callboard_audit.audit_event", 3);
        execute(
            connection,
            "ALTER TABLE callboard_audit.audit_event DISABLE TRIGGER ALL",
            "DELETE FROM callboard_audit.audit_event WHERE seq = " + seq);
      }
      verify("--config", config)
          .is(1, "The audit log is NOT whole: record " + seq + ": row " + seq + " is missing");
      postgres.close();
      verify("--config", config).is(2, "The audit log cannot be read");
    }
  }

  private static String database(EmbeddedPostgres postgres) throws IOException {
    return """
    backend:
      database:
        client: pg
        connection: {host: 127.0.0.1, port: %d, user: postgres, database: postgres}
    """
        .formatted(postgres.getPort());
  }
}
