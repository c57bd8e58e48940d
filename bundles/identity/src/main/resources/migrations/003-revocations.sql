-- What users have signed out of before its time: tokens and sessions that began before these seconds.
CREATE TABLE user_revocation (
  user_ref TEXT NOT NULL PRIMARY KEY,
  tokens_before BIGINT NOT NULL,
  sessions_before BIGINT NOT NULL
);
CREATE TABLE blocked_user (
  user_ref TEXT NOT NULL PRIMARY KEY,
  since_second BIGINT NOT NULL,
  by_ref TEXT NOT NULL,
  reason TEXT NOT NULL
);
-- Raised with each change, so that nodes notice it by one row.
CREATE TABLE revocation_head (
  id INTEGER NOT NULL PRIMARY KEY,
  seq BIGINT NOT NULL
);
INSERT INTO revocation_head (id, seq) VALUES (1, 0);
