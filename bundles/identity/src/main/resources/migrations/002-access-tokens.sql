-- Access tokens of users; a token that was revoked has no row. Of the secret only its digest is kept.
CREATE TABLE access_token (
  id TEXT NOT NULL PRIMARY KEY,
  user_ref TEXT NOT NULL,
  name TEXT NOT NULL,
  digest TEXT NOT NULL,
  scopes TEXT NOT NULL,
  in_catalog INTEGER NOT NULL,
  created_second BIGINT NOT NULL,
  expires_second BIGINT NOT NULL,
  used_second BIGINT
);
CREATE INDEX access_token_user ON access_token (user_ref);
