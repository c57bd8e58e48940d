-- Signals on their way to the other nodes; the last thousand are kept.
CREATE TABLE signal (
  seq BIGINT NOT NULL PRIMARY KEY,
  node TEXT NOT NULL,
  recipients TEXT,
  channel TEXT NOT NULL,
  body TEXT NOT NULL
);
-- Whoever sends raises this row first, so that numbers are committed in their order.
CREATE TABLE signal_head (
  id INTEGER NOT NULL PRIMARY KEY,
  seq BIGINT NOT NULL
);
INSERT INTO signal_head (id, seq) VALUES (1, 0);
