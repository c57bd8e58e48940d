-- Signed checkpoints: note is the signed text, the columns beside it are copies of its parts.
CREATE TABLE audit_checkpoint (
  seq BIGINT NOT NULL,
  key_id TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (seq, key_id)
);
CREATE TRIGGER audit_checkpoint_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoint
  FOR EACH STATEMENT EXECUTE FUNCTION callboard_append_only();
