-- Several roots can list one file: it is looked for by its key alone.
CREATE INDEX sources_key ON sources (source_key);

-- What a file no longer lists, until its root has been read to its end: survives a crash meanwhile.
CREATE TABLE orphan_candidates (
  root_key TEXT NOT NULL,
  ref TEXT NOT NULL,
  PRIMARY KEY (root_key, ref)
);
