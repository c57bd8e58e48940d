-- Sessions that were ended before their time; a row can go once the session would have ended anyway.
CREATE TABLE ended_session (
  id TEXT NOT NULL PRIMARY KEY,
  until_second BIGINT NOT NULL
);
