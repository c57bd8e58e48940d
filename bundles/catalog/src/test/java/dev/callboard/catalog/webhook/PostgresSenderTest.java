package dev.callboard.catalog.webhook;

import dev.callboard.catalog.fakes.PostgresDatabase;
import dev.callboard.platform.database.PluginDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Deliveries on PostgreSQL. */
class PostgresSenderTest extends SenderContract {
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
  PluginDatabase create() throws Exception {
    return new PostgresDatabase(server);
  }
}
