-- The chained log. The columns beside body are copies of its parts, for queries.
CREATE TABLE audit_event (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  ts TEXT NOT NULL,
  event_id TEXT NOT NULL,
  severity TEXT NOT NULL,
  status TEXT NOT NULL,
  actor TEXT NOT NULL,
  target_kind TEXT NOT NULL,
  target_ref TEXT NOT NULL,
  body TEXT NOT NULL,
  prev TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE INDEX audit_event_target ON audit_event (target_kind, target_ref, seq);
CREATE INDEX audit_event_actor ON audit_event (actor, seq);
CREATE INDEX audit_event_kind ON audit_event (event_id, seq);
CREATE INDEX audit_event_time ON audit_event (ts);

-- The last number and hash. Whoever appends holds this row first.
CREATE TABLE audit_head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seq BIGINT NOT NULL,
  hash TEXT NOT NULL
);
INSERT INTO audit_head (id, seq, hash)
VALUES (1, 0, 'sha256:0000000000000000000000000000000000000000000000000000000000000000');

CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event BEGIN
  SELECT RAISE(ABORT, 'the table audit_event takes new rows only');
END;
CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event BEGIN
  SELECT RAISE(ABORT, 'the table audit_event takes new rows only');
END;
CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head BEGIN
  SELECT RAISE(ABORT, 'the head of the audit log stays');
END;
CREATE TRIGGER audit_head_grows BEFORE UPDATE ON audit_head WHEN NEW.seq <= OLD.seq BEGIN
  SELECT RAISE(ABORT, 'the head of the audit log only grows');
END;
-- INSERT OR REPLACE deletes without asking the triggers for DELETE.
CREATE TRIGGER audit_event_no_replace BEFORE INSERT ON audit_event
  WHEN EXISTS (SELECT 1 FROM audit_event WHERE seq = NEW.seq OR id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'the table audit_event takes new rows only');
END;
CREATE TRIGGER audit_head_no_replace BEFORE INSERT ON audit_head BEGIN
  SELECT RAISE(ABORT, 'the head of the audit log stays');
END;
