package dev.callboard.catalog.ingest;

import dev.callboard.catalog.fakes.PostgresDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Mass deletion on PostgreSQL. */
class PostgresMassDeletionTest extends MassDeletionContract {
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
  Bench open(Path directory) throws Exception {
    return new Bench(directory, new PostgresDatabase(server), true);
  }
}
