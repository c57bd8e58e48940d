-- Who has dealt with an incident, when and how; empty for what waits.
ALTER TABLE alert ADD COLUMN acknowledged_by TEXT NOT NULL DEFAULT '';
ALTER TABLE alert ADD COLUMN acknowledged_at TEXT NOT NULL DEFAULT '';
ALTER TABLE alert ADD COLUMN acknowledged_because TEXT NOT NULL DEFAULT '';
