package dev.callboard.platform.database;

/** The kinds of database. */
public enum Dialect {
  /** The embedded default. */
  SQLITE,
  /** For larger installations and several nodes. */
  POSTGRESQL
}
