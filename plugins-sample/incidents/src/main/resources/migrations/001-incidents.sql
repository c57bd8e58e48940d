-- Times are milliseconds since 1970 in UTC: the same type and order on every database.
CREATE TABLE incident (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  component TEXT NOT NULL,
  severity TEXT NOT NULL,
  opened_at BIGINT NOT NULL,
  resolved_at BIGINT
);

CREATE INDEX incident_by_resolved_at ON incident (resolved_at);
