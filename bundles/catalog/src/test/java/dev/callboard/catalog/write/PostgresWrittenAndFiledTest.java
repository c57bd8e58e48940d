package dev.callboard.catalog.write;

import dev.callboard.catalog.fakes.PostgresDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Files and writes on PostgreSQL. */
class PostgresWrittenAndFiledTest extends WrittenAndFiledContract {
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
  WriteBench open(boolean deleteOrphans) throws Exception {
    return new WriteBench(new PostgresDatabase(server), deleteOrphans);
  }
}
