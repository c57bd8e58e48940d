-- Entities that are served as before but listed by others: what the index of another node shows
-- of that. Numbered by change_head.links.
CREATE TABLE links (
  n BIGINT NOT NULL PRIMARY KEY,
  ref TEXT NOT NULL,
  at BIGINT NOT NULL
);

-- Who reads a root. A token that is no longer the row's belongs to a node that lost the root.
-- Times are those of the database. Used where several nodes share it.
CREATE TABLE root_leases (
  root_key TEXT NOT NULL PRIMARY KEY,
  node TEXT,
  token BIGINT NOT NULL,
  expires BIGINT NOT NULL,
  read_at BIGINT NOT NULL
);

CREATE TABLE nodes (
  node TEXT NOT NULL PRIMARY KEY,
  expires BIGINT NOT NULL
);
