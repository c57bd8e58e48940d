-- A decision that a second person has to agree to holds when somebody has.
ALTER TABLE decision ADD COLUMN awaiting INTEGER NOT NULL DEFAULT 0;
ALTER TABLE decision ADD COLUMN approver TEXT NOT NULL DEFAULT '';
CREATE INDEX decision_awaiting ON decision (awaiting, finding_id);
-- Bills of materials as they were received, compressed.
CREATE TABLE document_body (
  document_id BIGINT NOT NULL PRIMARY KEY,
  body BYTEA NOT NULL
);
-- Entities that are no longer in the catalog, and since when that is known.
CREATE TABLE gone (
  entity_ref TEXT NOT NULL PRIMARY KEY,
  since_ms BIGINT NOT NULL
);
-- When a configured feed was asked last, and what it said then.
CREATE TABLE feed_source (
  name TEXT NOT NULL PRIMARY KEY,
  asked_ms BIGINT NOT NULL,
  etag TEXT NOT NULL,
  problem TEXT NOT NULL
);
