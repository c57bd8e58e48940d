-- Every change of what is served, numbered without gaps in the order of commits.
CREATE TABLE changes (
  seq BIGINT NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL,
  op TEXT NOT NULL,
  ref TEXT NOT NULL,
  uid TEXT NOT NULL,
  etag_before TEXT,
  etag_after TEXT,
  entity BYTEA,
  actor TEXT NOT NULL,
  cause TEXT
);
CREATE INDEX changes_ref ON changes (ref, seq);
CREATE INDEX changes_at ON changes (at);

-- The last number and its time. Whoever writes changes holds this row until the commit. Up to the
-- number in purged, changes may be missing. links and roots count what other nodes must hear of
-- besides: who lists an entity, and which locations are registered.
CREATE TABLE change_head (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  seq BIGINT NOT NULL,
  at BIGINT NOT NULL,
  purged BIGINT NOT NULL,
  links BIGINT NOT NULL,
  roots BIGINT NOT NULL
);
INSERT INTO change_head (id, seq, at, purged, links, roots) VALUES (1, 0, 0, 0, 0, 0);
