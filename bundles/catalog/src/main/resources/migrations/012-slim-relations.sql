-- The rows of an entity are compared with what it says before they are written, so no key is needed
-- that keeps a relation from standing there twice: it was most of the table.
CREATE TABLE relations_slim (
  origin_ref TEXT NOT NULL,
  source_ref TEXT NOT NULL,
  type TEXT NOT NULL,
  target_ref TEXT NOT NULL
);
INSERT INTO relations_slim (origin_ref, source_ref, type, target_ref)
  SELECT origin_ref, source_ref, type, target_ref FROM relations;
DROP TABLE relations;
ALTER TABLE relations_slim RENAME TO relations;
CREATE INDEX relations_origin ON relations (origin_ref);
CREATE INDEX relations_source ON relations (source_ref);
