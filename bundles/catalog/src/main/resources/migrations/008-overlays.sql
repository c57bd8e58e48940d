-- What callers of the API have changed of entities that files own: a JSON Merge Patch over what the
-- file says. base is the entity without it.
CREATE TABLE overlays (
  ref TEXT NOT NULL PRIMARY KEY,
  patch TEXT NOT NULL,
  etag TEXT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  base TEXT,
  base_key TEXT,
  base_hash TEXT,
  base_errors TEXT,
  base_relations TEXT
);
