-- Uids that restored entities are to have again.
CREATE TABLE kept_uids (
  ref TEXT NOT NULL PRIMARY KEY,
  uid TEXT NOT NULL
);

-- Deleted entities whose history was erased.
CREATE TABLE purged_uids (
  uid TEXT NOT NULL PRIMARY KEY,
  ref TEXT NOT NULL
);
CREATE INDEX purged_uids_ref ON purged_uids (ref);

CREATE INDEX changes_deleted ON changes (seq) WHERE op = 'delete';
CREATE INDEX changes_deleted_uid ON changes (uid) WHERE op = 'delete';
