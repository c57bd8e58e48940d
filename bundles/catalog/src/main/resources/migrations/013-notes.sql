-- What plugins say about entities, whether those are there or not.
CREATE TABLE notes (
  ref TEXT NOT NULL,
  type TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (ref, type)
);
