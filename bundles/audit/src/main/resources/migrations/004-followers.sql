-- How far each follower is, and which node serves it until when (milliseconds since 1970).
CREATE TABLE audit_follower (
  id TEXT PRIMARY KEY,
  seq BIGINT NOT NULL,
  holder TEXT NOT NULL,
  held_until BIGINT NOT NULL
);
