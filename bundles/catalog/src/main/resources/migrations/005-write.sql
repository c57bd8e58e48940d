-- The documents of entities that were written through the API.
CREATE TABLE written (
  ref TEXT NOT NULL PRIMARY KEY,
  document TEXT NOT NULL
);
