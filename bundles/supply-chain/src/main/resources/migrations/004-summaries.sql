-- Entities whose summary in the catalog is to be made anew; a later mark is a later change.
CREATE TABLE summary_due (
  entity_ref TEXT NOT NULL PRIMARY KEY,
  mark BIGINT NOT NULL
);
INSERT INTO summary_due (entity_ref, mark)
  SELECT DISTINCT entity_ref, 0 FROM document;
