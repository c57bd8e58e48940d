-- Roles that were written over REST. version is the number of the change that wrote the row.
CREATE TABLE permission_role (
  name TEXT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  body TEXT NOT NULL
);

-- The number of the last change; whoever changes roles holds this row first.
CREATE TABLE permission_generation (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  value BIGINT NOT NULL
);
INSERT INTO permission_generation (id, value) VALUES (1, 0);
