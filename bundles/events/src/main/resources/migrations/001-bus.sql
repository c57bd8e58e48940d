-- Events in the order in which they were published; notified has the ids of subscriptions that
-- know them already, as a JSON list.
CREATE TABLE bus_event (
  seq BIGINT NOT NULL PRIMARY KEY,
  topic TEXT NOT NULL,
  payload TEXT NOT NULL,
  notified TEXT NOT NULL,
  created_ms BIGINT NOT NULL
);
CREATE INDEX bus_event_created ON bus_event (created_ms);
-- The last number that was given. It is taken with a lock that lasts until the commit, so that no
-- reader passes a number that becomes visible later.
CREATE TABLE bus_sequence (
  id INTEGER NOT NULL PRIMARY KEY,
  last BIGINT NOT NULL
);
INSERT INTO bus_sequence (id, last) VALUES (1, 0);
-- Who reads; topics is a JSON list, position the last event that was read or passed over.
CREATE TABLE bus_subscription (
  id TEXT NOT NULL PRIMARY KEY,
  topics TEXT NOT NULL,
  position BIGINT NOT NULL,
  seen_ms BIGINT NOT NULL
);
