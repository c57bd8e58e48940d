-- Single values: the place in the change feed, the digest of the checks, and the row writers wait for.
CREATE TABLE meta (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);
INSERT INTO meta (name, value) VALUES ('lock', '');
-- What providers said of entities, and when they are asked again. Times are milliseconds.
CREATE TABLE fact (
  entity_ref TEXT NOT NULL,
  provider TEXT NOT NULL,
  body TEXT NOT NULL,
  reason TEXT NOT NULL,
  evidence TEXT NOT NULL,
  read_ms BIGINT NOT NULL,
  due_ms BIGINT NOT NULL,
  PRIMARY KEY (entity_ref, provider)
);
CREATE INDEX fact_due ON fact (provider, due_ms);
-- What checks came to, from when to when; a row that still holds ends at the largest number.
CREATE TABLE result (
  entity_ref TEXT NOT NULL,
  check_id TEXT NOT NULL,
  from_ms BIGINT NOT NULL,
  to_ms BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  message TEXT NOT NULL,
  evidence TEXT NOT NULL,
  waiver_id TEXT NOT NULL,
  PRIMARY KEY (entity_ref, check_id, to_ms)
);
CREATE INDEX result_check ON result (check_id, to_ms);
-- How entities stand in scorecards, in the same way.
CREATE TABLE score (
  entity_ref TEXT NOT NULL,
  scorecard TEXT NOT NULL,
  from_ms BIGINT NOT NULL,
  to_ms BIGINT NOT NULL,
  level TEXT NOT NULL,
  points BIGINT NOT NULL,
  possible BIGINT NOT NULL,
  passed INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  unknown INTEGER NOT NULL,
  waived INTEGER NOT NULL,
  title TEXT NOT NULL,
  owner TEXT NOT NULL,
  system_ref TEXT NOT NULL,
  domain_ref TEXT NOT NULL,
  PRIMARY KEY (entity_ref, scorecard, to_ms)
);
CREATE INDEX score_card ON score (scorecard, to_ms);
-- Exemptions. One that ended has an end; the newest that holds counts.
CREATE TABLE waiver (
  id TEXT NOT NULL PRIMARY KEY,
  entity_ref TEXT NOT NULL,
  check_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  approver TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  expires_ms BIGINT NOT NULL,
  ended_ms BIGINT,
  ended_by TEXT NOT NULL
);
CREATE INDEX waiver_entity ON waiver (entity_ref);
CREATE INDEX waiver_open ON waiver (ended_ms, expires_ms);
