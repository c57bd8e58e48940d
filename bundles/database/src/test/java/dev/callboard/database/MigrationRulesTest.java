package dev.callboard.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.database.Dialect;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationRulesTest {
  private static Optional<String> refusal(String sql) {
    return MigrationRules.refusal(SqlStatement.split(sql, Dialect.POSTGRESQL).get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE a (id BIGINT PRIMARY KEY, b TEXT REFERENCES b (id))",
        "CREATE UNIQUE INDEX IF NOT EXISTS i ON a (lower(b))",
        "CREATE VIRTUAL TABLE f USING fts5(x)",
        "CREATE MATERIALIZED VIEW v AS SELECT a.x FROM a JOIN b ON a.id = b.id",
        "CREATE OR REPLACE VIEW v AS SELECT 1",
        "CREATE TYPE mood AS ENUM ('a')",
        "CREATE TRIGGER t BEFORE UPDATE ON a EXECUTE FUNCTION callboard_append_only()",
        "ALTER TABLE a ADD COLUMN owner TEXT",
        "DROP INDEX i",
        "INSERT INTO a (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET b = excluded.b",
        "UPDATE a SET x = (SELECT y FROM b WHERE b.id = a.id)",
        "UPDATE a SET x = 1 WHERE a.x IS DISTINCT FROM a.y",
        "DELETE FROM a WHERE name = 'DROP TABLE public.x; pg_sleep'",
        "WITH x AS (SELECT 1) INSERT INTO a SELECT * FROM x",
        "COMMENT ON TABLE a IS 'x'"
      })
  void tablesOfOnesOwnAreAllowed(String sql) {
    assertEquals(Optional.empty(), refusal(sql));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ATTACH DATABASE 'x' AS y",
        "DETACH y",
        "PRAGMA journal_mode = OFF",
        "VACUUM INTO '/tmp/x'",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'select 1'",
        "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'select 1'",
        "CREATE EXTENSION dblink",
        "CREATE ROLE admin",
        "CREATE SCHEMA other",
        "CREATE TEMP TABLE a (id INTEGER)",
        "CREATE TEMPORARY TABLE a (id INTEGER)",
        "CREATE USER u",
        "CREATE RULE r AS ON INSERT TO a DO NOTHING",
        "ALTER SYSTEM SET x = 1",
        "ALTER ROLE postgres SUPERUSER",
        "ALTER TABLE a SET SCHEMA public",
        "ALTER TABLE a OWNER TO postgres",
        "DROP SCHEMA callboard_catalog CASCADE",
        "DROP DATABASE callboard",
        "DROP TABLE callboard_catalog.entity",
        "DROP TABLE \"callboard_catalog\".\"entity\"",
        "DROP TABLE IF EXISTS other.entity",
        "DROP/**/TABLE/**/other/**/./**/entity",
        "DROP TABLE callboard_audit_outbox",
        "DELETE FROM Callboard_Migration",
        "INSERT INTO public.a VALUES (1)",
        "INSERT INTO a SELECT * FROM other.b",
        "INSERT INTO a SELECT * FROM b JOIN other.c ON true",
        "INSERT INTO a SELECT * FROM b, information_schema.tables",
        "UPDATE other.a SET x = 1",
        "CREATE INDEX i ON other.a (x)",
        "CREATE TABLE a (b TEXT REFERENCES other.b (id))",
        "INSERT INTO a SELECT pg_read_file('/etc/passwd')",
        "INSERT INTO a SELECT \"pg_read_file\"('/etc/passwd')",
        "INSERT INTO a SELECT set_config('role', 'postgres', false)",
        "INSERT INTO a SELECT load_extension('x')",
        "INSERT INTO a SELECT lo_import('/etc/passwd')",
        "INSERT INTO a SELECT * FROM U&\"\\0070g_authid\"",
        "SET ROLE postgres",
        "RESET ROLE",
        "GRANT ALL ON a TO public",
        "COPY a FROM PROGRAM 'id'",
        "DO $$ BEGIN DROP TABLE x; END $$",
        "CALL f()",
        "SELECT 1",
        "TRUNCATE a",
        "BEGIN",
        "COMMIT",
        "LISTEN x",
        "'text'"
      })
  void B16_everythingElseIsRefused(String sql) {
    assertTrue(refusal(sql).isPresent(), sql);
  }
}
