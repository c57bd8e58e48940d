package dev.callboard.catalog.write;

import dev.callboard.catalog.fakes.PostgresDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Refusals on PostgreSQL. */
class PostgresRefusedWritesTest extends RefusedWritesContract {
  private static EmbeddedPostgres server;

  @BeforeAll
  static void startServer() throws IOException {
    server = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @Override
  WriteBench open() throws Exception {
    return new WriteBench(new PostgresDatabase(server), true);
  }
}
