-- Numbers that are given out, in blocks. The row is what writers wait for.
CREATE TABLE number (
  name TEXT NOT NULL PRIMARY KEY,
  next BIGINT NOT NULL
);
INSERT INTO number (name, next) VALUES ('all', 1);
-- Packages without versions, by the names of OSV.
CREATE TABLE package (
  id BIGINT NOT NULL PRIMARY KEY,
  ecosystem TEXT NOT NULL,
  name TEXT NOT NULL,
  short_name TEXT NOT NULL
);
CREATE UNIQUE INDEX package_name ON package (name, ecosystem);
CREATE INDEX package_short_name ON package (short_name);
-- What was sent about an entity; a new one of the same source replaces it. Times are milliseconds.
CREATE TABLE document (
  id BIGINT NOT NULL PRIMARY KEY,
  entity_ref TEXT NOT NULL,
  source TEXT NOT NULL,
  format TEXT NOT NULL,
  spec_version TEXT NOT NULL,
  tool TEXT NOT NULL,
  digest TEXT NOT NULL,
  branch TEXT NOT NULL,
  commit_id TEXT NOT NULL,
  build TEXT NOT NULL,
  actor TEXT NOT NULL,
  received_ms BIGINT NOT NULL,
  components INTEGER NOT NULL,
  occurrences INTEGER NOT NULL,
  statements INTEGER NOT NULL
);
CREATE UNIQUE INDEX document_source ON document (entity_ref, source);
CREATE TABLE component (
  document_id BIGINT NOT NULL,
  seq INTEGER NOT NULL,
  package_id BIGINT NOT NULL,
  version TEXT NOT NULL,
  licence TEXT NOT NULL,
  purl TEXT NOT NULL,
  parent_seq INTEGER NOT NULL,
  PRIMARY KEY (document_id, seq)
);
CREATE INDEX component_package ON component (package_id, version);
-- What a scanner or the matcher reports; the package is 0 for what is in none.
CREATE TABLE occurrence (
  document_id BIGINT NOT NULL,
  seq INTEGER NOT NULL,
  vulnerability TEXT NOT NULL,
  aliases TEXT NOT NULL,
  package_id BIGINT NOT NULL,
  version TEXT NOT NULL,
  severity INTEGER NOT NULL,
  score DOUBLE PRECISION NOT NULL,
  fixed TEXT NOT NULL,
  title TEXT NOT NULL,
  url TEXT NOT NULL,
  location TEXT NOT NULL,
  PRIMARY KEY (document_id, seq)
);
CREATE TABLE statement (
  document_id BIGINT NOT NULL,
  seq INTEGER NOT NULL,
  vulnerability TEXT NOT NULL,
  aliases TEXT NOT NULL,
  package_id BIGINT NOT NULL,
  version TEXT NOT NULL,
  status TEXT NOT NULL,
  justification TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (document_id, seq)
);
-- One for each vulnerability of an entity, whoever reports it.
CREATE TABLE finding (
  id BIGINT NOT NULL PRIMARY KEY,
  entity_ref TEXT NOT NULL,
  vulnerability TEXT NOT NULL,
  aliases TEXT NOT NULL,
  title TEXT NOT NULL,
  severity INTEGER NOT NULL,
  score DOUBLE PRECISION NOT NULL,
  fixed TEXT NOT NULL,
  packages TEXT NOT NULL,
  sources TEXT NOT NULL,
  url TEXT NOT NULL,
  epss DOUBLE PRECISION NOT NULL,
  kev INTEGER NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  first_seen_ms BIGINT NOT NULL,
  last_seen_ms BIGINT NOT NULL,
  changed_ms BIGINT NOT NULL,
  alerted INTEGER NOT NULL
);
CREATE INDEX finding_entity ON finding (entity_ref);
CREATE INDEX finding_vulnerability ON finding (vulnerability);
CREATE INDEX finding_order ON finding (state, severity, id);
CREATE TABLE finding_alias (
  finding_id BIGINT NOT NULL,
  alias TEXT NOT NULL,
  PRIMARY KEY (finding_id, alias)
);
CREATE INDEX finding_alias_alias ON finding_alias (alias);
-- What people decided; the one that holds has not ended.
CREATE TABLE decision (
  id BIGINT NOT NULL PRIMARY KEY,
  finding_id BIGINT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  justification TEXT NOT NULL,
  author TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  expires_ms BIGINT,
  ended_ms BIGINT
);
CREATE INDEX decision_finding ON decision (finding_id);
CREATE INDEX decision_expires ON decision (expires_ms);
CREATE TABLE finding_history (
  id BIGINT NOT NULL PRIMARY KEY,
  finding_id BIGINT NOT NULL,
  at_ms BIGINT NOT NULL,
  actor TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  reason TEXT NOT NULL
);
CREATE INDEX finding_history_finding ON finding_history (finding_id);
-- Whom is still to be told of what.
CREATE TABLE alert (
  finding_id BIGINT NOT NULL PRIMARY KEY,
  created_ms BIGINT NOT NULL
);
-- What is known of vulnerabilities.
CREATE TABLE advisory (
  id TEXT NOT NULL PRIMARY KEY,
  modified TEXT NOT NULL,
  title TEXT NOT NULL,
  severity INTEGER NOT NULL,
  score DOUBLE PRECISION NOT NULL,
  url TEXT NOT NULL
);
CREATE TABLE advisory_alias (
  advisory_id TEXT NOT NULL,
  alias TEXT NOT NULL,
  PRIMARY KEY (advisory_id, alias)
);
CREATE INDEX advisory_alias_alias ON advisory_alias (alias);
CREATE TABLE affected (
  advisory_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  package_id BIGINT NOT NULL,
  ranges TEXT NOT NULL,
  PRIMARY KEY (advisory_id, seq)
);
CREATE INDEX affected_package ON affected (package_id);
CREATE TABLE exploited (
  vulnerability TEXT NOT NULL PRIMARY KEY,
  added TEXT NOT NULL,
  due TEXT NOT NULL,
  action TEXT NOT NULL
);
CREATE TABLE epss (
  vulnerability TEXT NOT NULL PRIMARY KEY,
  score DOUBLE PRECISION NOT NULL
);
CREATE TABLE feed (
  name TEXT NOT NULL PRIMARY KEY,
  imported_ms BIGINT NOT NULL,
  records BIGINT NOT NULL
);
-- Entities whose findings are to be made anew.
CREATE TABLE pending (
  entity_ref TEXT NOT NULL PRIMARY KEY,
  reason TEXT NOT NULL
);
