-- Statements whose signature was verified.
CREATE TABLE attestation (
  entity_ref TEXT NOT NULL,
  digest TEXT NOT NULL,
  predicate_type TEXT NOT NULL,
  subjects TEXT NOT NULL,
  signer TEXT NOT NULL,
  builder TEXT NOT NULL,
  build_type TEXT NOT NULL,
  source_uri TEXT NOT NULL,
  commit_id TEXT NOT NULL,
  actor TEXT NOT NULL,
  received_ms BIGINT NOT NULL,
  envelope TEXT NOT NULL,
  PRIMARY KEY (entity_ref, digest)
);
