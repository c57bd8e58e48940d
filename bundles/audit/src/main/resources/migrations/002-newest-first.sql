-- Lists of records go by time, then number: what was written late stands where it belongs. Each filter has an index
-- in that order, so that a page costs as much in a large log as in a small one.
DROP INDEX audit_event_target;
DROP INDEX audit_event_actor;
DROP INDEX audit_event_kind;
DROP INDEX audit_event_time;
CREATE INDEX audit_event_by_time ON audit_event (ts, seq);
CREATE INDEX audit_event_by_event ON audit_event (event_id, ts, seq);
CREATE INDEX audit_event_by_actor ON audit_event (actor, ts, seq);
CREATE INDEX audit_event_by_ref ON audit_event (target_ref, ts, seq);
CREATE INDEX audit_event_by_kind ON audit_event (target_kind, ts, seq);
CREATE INDEX audit_event_by_severity ON audit_event (severity, ts, seq);
CREATE INDEX audit_event_by_status ON audit_event (status, ts, seq);
