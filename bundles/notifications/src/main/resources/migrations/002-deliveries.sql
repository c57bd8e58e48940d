-- What channels are to deliver: state 0 waits, 1 was given up. The body is JSON; digest is empty
-- for at once; claimed is 1 while somebody delivers it, until due_ms.
CREATE TABLE notification_delivery (
  id TEXT NOT NULL PRIMARY KEY,
  channel TEXT NOT NULL,
  user_ref TEXT NOT NULL,
  digest TEXT NOT NULL,
  body TEXT NOT NULL,
  state INTEGER NOT NULL,
  claimed INTEGER NOT NULL,
  created_ms BIGINT NOT NULL,
  due_ms BIGINT NOT NULL,
  tries INTEGER NOT NULL,
  error TEXT
);
CREATE INDEX notification_delivery_due ON notification_delivery (channel, state, due_ms);
CREATE INDEX notification_delivery_user ON notification_delivery (user_ref);
-- The channels that there are or were: shared and reaches_groups as the channel said.
CREATE TABLE notification_channel (
  id TEXT NOT NULL PRIMARY KEY,
  shared INTEGER NOT NULL,
  reaches_groups INTEGER NOT NULL,
  seen_ms BIGINT NOT NULL
);
-- When a channel brings what it has, and from which severity on; null for what is configured.
CREATE TABLE notification_preference (
  user_ref TEXT NOT NULL,
  channel TEXT NOT NULL,
  frequency TEXT,
  min_severity INTEGER,
  PRIMARY KEY (user_ref, channel)
);
