-- How far the catalog has been followed, and which day was summed up last.
CREATE TABLE state (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);
-- Entities that have an owner, and where their files are. Times are milliseconds.
CREATE TABLE entity (
  entity_ref TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  system_ref TEXT NOT NULL,
  repository TEXT NOT NULL,
  folder TEXT NOT NULL,
  orphan INTEGER NOT NULL,
  files INTEGER NOT NULL,
  truck_factor INTEGER NOT NULL,
  concentration DOUBLE PRECISION NOT NULL,
  read_ms BIGINT NOT NULL,
  checked_ms BIGINT NOT NULL
);
CREATE INDEX entity_owner ON entity (owner);
CREATE INDEX entity_repository ON entity (repository);
CREATE INDEX entity_system ON entity (system_ref);
-- A branch of a repository whose history is read, once for all its entities.
CREATE TABLE repository (
  id TEXT NOT NULL PRIMARY KEY,
  place TEXT NOT NULL,
  url TEXT NOT NULL,
  commit_id TEXT NOT NULL,
  commits INTEGER NOT NULL,
  whole INTEGER NOT NULL,
  settings TEXT NOT NULL,
  problem TEXT NOT NULL,
  due_ms BIGINT NOT NULL
);
CREATE INDEX repository_due ON repository (due_ms);
CREATE INDEX repository_place ON repository (place);
-- What people have done for the files of an entity.
CREATE TABLE contribution (
  entity_ref TEXT NOT NULL,
  person TEXT NOT NULL,
  commits INTEGER NOT NULL,
  files DOUBLE PRECISION NOT NULL,
  last_ms BIGINT NOT NULL,
  PRIMARY KEY (entity_ref, person)
);
-- How many files of an entity have which owners by which lines of CODEOWNERS.
CREATE TABLE code_rule (
  entity_ref TEXT NOT NULL,
  lines TEXT NOT NULL,
  file TEXT NOT NULL,
  rule TEXT NOT NULL,
  owners TEXT NOT NULL,
  files INTEGER NOT NULL,
  PRIMARY KEY (entity_ref, lines)
);
-- Who had an e-mail address when the catalog still knew.
CREATE TABLE person (
  mail TEXT NOT NULL PRIMARY KEY,
  user_ref TEXT NOT NULL
);
-- Each change of a fact; no value means that it is not known any more.
CREATE TABLE fact (
  entity_ref TEXT NOT NULL,
  name TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  value DOUBLE PRECISION,
  PRIMARY KEY (entity_ref, name, at_ms)
);
CREATE TABLE fact_now (
  entity_ref TEXT NOT NULL,
  name TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  value DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (entity_ref, name)
);
-- How the entities of an owner stood at the end of a day.
CREATE TABLE daily (
  day TEXT NOT NULL,
  owner TEXT NOT NULL,
  entities INTEGER NOT NULL,
  live INTEGER NOT NULL,
  orphans INTEGER NOT NULL,
  disagreeing INTEGER NOT NULL,
  truck_one INTEGER NOT NULL,
  PRIMARY KEY (day, owner)
);
CREATE TABLE claim (
  id TEXT NOT NULL PRIMARY KEY,
  entity_ref TEXT NOT NULL,
  owner TEXT NOT NULL,
  was_owner TEXT NOT NULL,
  reason TEXT NOT NULL,
  author TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  done_ms BIGINT NOT NULL
);
CREATE INDEX claim_entity ON claim (entity_ref);
