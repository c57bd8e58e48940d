-- An incident: what a rule found once, or several times within its cool-down.
CREATE TABLE alert (
  id TEXT PRIMARY KEY,
  rule TEXT NOT NULL,
  incident TEXT NOT NULL,
  title TEXT NOT NULL,
  severity TEXT NOT NULL,
  actor TEXT NOT NULL,
  target_kind TEXT NOT NULL,
  target_ref TEXT NOT NULL,
  recipients TEXT NOT NULL,
  first_seq BIGINT NOT NULL,
  last_seq BIGINT NOT NULL,
  first_ts TEXT NOT NULL,
  last_ts TEXT NOT NULL,
  occurrences BIGINT NOT NULL,
  told INTEGER NOT NULL
);
CREATE INDEX alert_by_incident ON alert (rule, incident, last_seq);
CREATE INDEX alert_by_time ON alert (last_seq);
CREATE INDEX alert_by_told ON alert (told);

-- What rules with a threshold have counted so far.
CREATE TABLE hit (
  rule TEXT NOT NULL,
  grp TEXT NOT NULL,
  target TEXT NOT NULL,
  ts TEXT NOT NULL,
  PRIMARY KEY (rule, grp, target)
);
