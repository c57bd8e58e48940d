package dev.callboard.identity.signin;

import dev.callboard.platform.database.Dialect;

/** The same as {@link SignInFlowTest} with sessions in PostgreSQL. */
class SignInFlowOnPostgresTest extends SignInFlowTest {
  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
