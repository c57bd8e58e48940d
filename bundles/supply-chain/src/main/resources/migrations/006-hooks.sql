-- What webhooks tell piece by piece; an empty body keeps what is gone from coming back.
CREATE TABLE told (
  entity_ref TEXT NOT NULL,
  source TEXT NOT NULL,
  item TEXT NOT NULL,
  told_ms BIGINT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (entity_ref, source, item)
);
-- Advisories without a score may have one now; the next import reads them again.
UPDATE advisory SET modified = '' WHERE score < 0;
