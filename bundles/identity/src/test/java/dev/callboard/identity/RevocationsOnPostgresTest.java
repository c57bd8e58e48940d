package dev.callboard.identity;

import dev.callboard.platform.database.Dialect;

/** The same as {@link RevocationsTest} with the list in PostgreSQL. */
class RevocationsOnPostgresTest extends RevocationsTest {
  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
