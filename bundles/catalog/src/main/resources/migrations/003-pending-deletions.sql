-- Deletions that were too large to be done at once. The entities stand in edges, as if listed by
-- the file 'held:' of the root.
CREATE TABLE pending_deletions (
  id TEXT NOT NULL PRIMARY KEY,
  root_key TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  held_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  readings INTEGER NOT NULL,
  owned INTEGER NOT NULL
);
