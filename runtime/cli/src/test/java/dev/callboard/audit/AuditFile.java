package dev.callboard.audit;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.OutboxRow;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import dev.callboard.testing.MapConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An audit log in a file, as a server leaves it behind. */
public final class AuditFile implements AutoCloseable {
  private final Connection connection;

  /** Creates the file with so many records. */
  public AuditFile(Path file, int records) throws SQLException, IOException {
    Files.createDirectories(file.getParent());
    connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    for (String script : List.of("001-log", "003-checkpoints")) {
      try (InputStream in =
          AuditFile.class.getResourceAsStream("/migrations/" + script + ".sqlite.sql")) {
        sql(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    append(1, records);
  }

  /** Adds records as the server does. */
  public void append(int first, int last) throws SQLException {
    List<OutboxRow> rows = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      String body =
          """
          {"id":"e%d","ts":"2026-11-21T00:00:00Z","eventId":"entity-mutate","severity":"low",\
          "status":"ok","actor":{"ref":"user:default/a"},\
          "target":{"kind":"Component","ref":"component:default/c%1$d"}}\
          """
              .formatted(i);
      rows.add(new OutboxRow("e" + i, body));
    }
    new AuditLog(new Direct(connection)).append(rows);
  }

  /** Does what somebody does who can write the file. */
  public void sql(String statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(statements);
    }
  }

  /** Signs the end of the log as the server does, with the key in the data directory. */
  public void sign(Path data) throws SQLException, IOException {
    CheckpointSettings settings = CheckpointSettings.of(new MapConfig(Map.of()), data);
    Direct database = new Direct(connection);
    AuditLog.Head head = new AuditLog(database).head();
    Checkpoint checkpoint =
        Checkpoint.sign(
            head.seq(), head.hash(), Instant.now(), new CheckpointKeys(settings).signing());
    new CheckpointTable(database).add(checkpoint);
    new CheckpointJournal(settings.journal()).append(checkpoint);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private record Direct(Connection connection) implements PluginDatabase {
    @Override
    public Dialect dialect() {
      return Dialect.SQLITE;
    }

    @Override
    public <T> T write(SqlWork<T> work) throws SQLException {
      return work.apply(connection);
    }

    @Override
    public <T> T read(SqlWork<T> work) throws SQLException {
      return work.apply(connection);
    }
  }
}
