-- One row per reference that is claimed, valid or not. final is null while it cannot be served.
CREATE TABLE entities (
  ref TEXT NOT NULL PRIMARY KEY,
  uid TEXT NOT NULL,
  location_key TEXT NOT NULL,
  hash TEXT NOT NULL,
  unprocessed TEXT,
  processed TEXT,
  final TEXT,
  etag TEXT,
  errors TEXT,
  target_errors TEXT,
  orphan INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX entities_uid ON entities (uid);

-- Who lists an entity: a root (a registered location, a provider), the file, the Location entity.
CREATE TABLE edges (
  root_key TEXT NOT NULL,
  source_key TEXT NOT NULL,
  parent_ref TEXT NOT NULL,
  child_ref TEXT NOT NULL,
  PRIMARY KEY (root_key, source_key, parent_ref, child_ref)
);
CREATE INDEX edges_child ON edges (child_ref);
CREATE INDEX edges_parent ON edges (parent_ref);

-- Both directions of each relation, with the entity whose file said so.
CREATE TABLE relations (
  origin_ref TEXT NOT NULL,
  source_ref TEXT NOT NULL,
  type TEXT NOT NULL,
  target_ref TEXT NOT NULL,
  PRIMARY KEY (source_ref, type, target_ref, origin_ref)
);
CREATE INDEX relations_origin ON relations (origin_ref);

-- Each file of a root, as it was read last.
CREATE TABLE sources (
  root_key TEXT NOT NULL,
  source_key TEXT NOT NULL,
  parent_ref TEXT NOT NULL,
  state TEXT NOT NULL,
  errors TEXT,
  etag TEXT,
  digest TEXT,
  stamp TEXT,
  dependencies TEXT,
  targets TEXT,
  generation TEXT,
  entities INTEGER NOT NULL DEFAULT 0,
  read_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (root_key, source_key)
);

-- Documents that lost their reference to another file, or to a later document of the same file.
CREATE TABLE conflicts (
  ref TEXT NOT NULL,
  loser_key TEXT NOT NULL,
  winner_key TEXT NOT NULL,
  root_key TEXT NOT NULL,
  source_key TEXT NOT NULL,
  kind TEXT NOT NULL,
  loser_line INTEGER NOT NULL,
  first_seen BIGINT NOT NULL,
  PRIMARY KEY (ref, loser_key, kind, loser_line)
);
CREATE INDEX conflicts_source ON conflicts (root_key, source_key);

CREATE TABLE refresh_keys (
  refresh_key TEXT NOT NULL,
  root_key TEXT NOT NULL,
  source_key TEXT NOT NULL,
  PRIMARY KEY (refresh_key, root_key, source_key)
);
CREATE INDEX refresh_keys_source ON refresh_keys (root_key, source_key);

-- Entities whose final form is yet to be made anew: survives a crash between two transactions.
CREATE TABLE dirty (ref TEXT NOT NULL PRIMARY KEY);

CREATE TABLE locations (
  id TEXT NOT NULL PRIMARY KEY,
  type TEXT NOT NULL,
  target TEXT NOT NULL,
  entity_ref TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (type, target)
);
