-- How far each provider has come. A run goes on where it was, also after a restart.
CREATE TABLE discovery_run (
  provider TEXT NOT NULL PRIMARY KEY,
  run BIGINT NOT NULL,
  reading INTEGER NOT NULL,
  place TEXT,
  fingerprint TEXT NOT NULL,
  everything INTEGER NOT NULL,
  everything_at BIGINT NOT NULL
);
-- What each provider gave to the catalog, and in which run it saw it last.
CREATE TABLE discovery_given (
  provider TEXT NOT NULL,
  ref TEXT NOT NULL,
  digest TEXT NOT NULL,
  run BIGINT NOT NULL,
  PRIMARY KEY (provider, ref)
);
