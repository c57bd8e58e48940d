-- Signed checkpoints: note is the signed text, the columns beside it are copies of its parts.
CREATE TABLE audit_checkpoint (
  seq INTEGER NOT NULL,
  key_id TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (seq, key_id)
);
CREATE TRIGGER audit_checkpoint_no_update BEFORE UPDATE ON audit_checkpoint BEGIN
  SELECT RAISE(ABORT, 'the table audit_checkpoint takes new rows only');
END;
CREATE TRIGGER audit_checkpoint_no_delete BEFORE DELETE ON audit_checkpoint BEGIN
  SELECT RAISE(ABORT, 'the table audit_checkpoint takes new rows only');
END;
CREATE TRIGGER audit_checkpoint_no_replace BEFORE INSERT ON audit_checkpoint
  WHEN EXISTS (SELECT 1 FROM audit_checkpoint WHERE seq = NEW.seq AND key_id = NEW.key_id) BEGIN
  SELECT RAISE(ABORT, 'the table audit_checkpoint takes new rows only');
END;
