-- Rows wait here for audit; see OutboxSource.
CREATE TABLE callboard_audit_outbox (
  n BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL
);
-- For triggers of tables that only grow; migrations of plugins may not create functions.
CREATE FUNCTION callboard_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the table % takes new rows only', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END
$$;
