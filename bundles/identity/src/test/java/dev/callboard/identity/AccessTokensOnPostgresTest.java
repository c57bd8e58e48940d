package dev.callboard.identity;

import dev.callboard.platform.database.Dialect;

/** The same as {@link AccessTokensTest} with tokens in PostgreSQL. */
class AccessTokensOnPostgresTest extends AccessTokensTest {
  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
