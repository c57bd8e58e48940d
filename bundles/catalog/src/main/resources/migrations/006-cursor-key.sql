-- The key that the cursors of pages are sealed with: one row, made at the first use.
CREATE TABLE cursor_keys (
  id INTEGER NOT NULL PRIMARY KEY,
  secret TEXT NOT NULL
);
