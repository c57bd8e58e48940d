-- Contents of templates that were seen, counted for each template from 1.
CREATE TABLE template_versions (
  template_ref TEXT NOT NULL,
  version TEXT NOT NULL,
  number BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  PRIMARY KEY (template_ref, version)
);

-- Which task made an entity, of which version and with which values. Values have no secrets in them.
CREATE TABLE provenance (
  entity_ref TEXT NOT NULL PRIMARY KEY,
  task_id TEXT NOT NULL,
  template_ref TEXT NOT NULL,
  version TEXT NOT NULL,
  inputs TEXT NOT NULL,
  inputs_digest TEXT NOT NULL,
  repository TEXT,
  folder TEXT NOT NULL,
  -- why there are no files of the time, or null
  not_kept TEXT,
  created_by TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX provenance_template ON provenance (template_ref, entity_ref);
CREATE INDEX provenance_task ON provenance (task_id);

-- What the template rendered to at the time. Without a digest: the content depended on a secret.
CREATE TABLE provenance_files (
  task_id TEXT NOT NULL,
  path TEXT NOT NULL,
  executable INTEGER NOT NULL,
  digest TEXT,
  PRIMARY KEY (task_id, path)
);
CREATE INDEX provenance_files_digest ON provenance_files (digest);

CREATE TABLE provenance_contents (
  digest TEXT NOT NULL PRIMARY KEY,
  content BYTEA NOT NULL
);
