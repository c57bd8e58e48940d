package dev.callboard.platform.identity;

/** What kind of caller a principal is. */
public enum PrincipalType {
  /** A person, known by an entity reference such as {@code user:default/alice}. */
  USER,
  /** An external caller with a token of its own, such as a CI pipeline. */
  SERVICE,
  /** A plugin of this server that acts for itself. */
  PLUGIN,
  /** The server itself: ingestion, migrations, schedules. Never the result of a request. */
  SYSTEM,
  /** Nobody: no credentials were given. */
  ANONYMOUS
}
