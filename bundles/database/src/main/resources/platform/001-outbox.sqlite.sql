-- Rows wait here for audit; see OutboxSource.
CREATE TABLE callboard_audit_outbox (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL
);
