-- Notifications; the user is empty for those to everyone. Times are milliseconds.
CREATE TABLE notification (
  id TEXT NOT NULL PRIMARY KEY,
  user_ref TEXT NOT NULL,
  origin TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  updated_ms BIGINT,
  title TEXT NOT NULL,
  description TEXT,
  link TEXT,
  severity INTEGER NOT NULL,
  topic TEXT,
  scope TEXT,
  icon TEXT,
  metadata TEXT
);
CREATE INDEX notification_user ON notification (user_ref, created_ms);
CREATE UNIQUE INDEX notification_scope ON notification (scope, origin, user_ref);
CREATE INDEX notification_created ON notification (created_ms);
-- What a user did with a notification.
CREATE TABLE notification_status (
  notification_id TEXT NOT NULL,
  user_ref TEXT NOT NULL,
  read_ms BIGINT,
  saved_ms BIGINT,
  PRIMARY KEY (notification_id, user_ref)
);
-- What users turned on and off; origin and topic are empty for all of a channel or origin.
CREATE TABLE notification_setting (
  user_ref TEXT NOT NULL,
  channel TEXT NOT NULL,
  origin TEXT NOT NULL,
  topic TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  PRIMARY KEY (user_ref, channel, origin, topic)
);
