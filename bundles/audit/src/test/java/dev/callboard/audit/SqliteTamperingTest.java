package dev.callboard.audit;

import dev.callboard.platform.database.PluginDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;

class SqliteTamperingTest extends TamperingContract {
  private TestDatabase database;

  @Override
  PluginDatabase open() throws Exception {
    database = new TestDatabase();
    return database;
  }

  @Override
  void sql(String statement) throws SQLException {
    for (String trigger :
        new String[] {
          "audit_event_no_update",
          "audit_event_no_delete",
          "audit_event_no_replace",
          "audit_head_grows",
          "audit_checkpoint_no_update",
          "audit_checkpoint_no_delete",
          "audit_checkpoint_no_replace"
        }) {
      database.execute("DROP TRIGGER IF EXISTS " + trigger);
    }
    database.execute(statement);
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }
}
