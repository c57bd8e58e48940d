package dev.callboard.permission;

import dev.callboard.platform.database.Dialect;

/** The same as {@link RolesTest} with roles in PostgreSQL. */
class RolesOnPostgresTest extends RolesTest {
  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
