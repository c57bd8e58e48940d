-- How far each webhook has come in the change log. pending_end is the last change of a delivery that
-- was begun, so that it is repeated as it was; lease says which node sends, and until when.
CREATE TABLE webhooks (
  name TEXT NOT NULL PRIMARY KEY,
  position BIGINT NOT NULL,
  pending_end BIGINT NOT NULL DEFAULT 0,
  lease_owner TEXT,
  lease_until BIGINT NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt BIGINT NOT NULL DEFAULT 0,
  delivered BIGINT NOT NULL DEFAULT 0,
  delivered_at BIGINT NOT NULL DEFAULT 0,
  last_error TEXT,
  last_error_at BIGINT NOT NULL DEFAULT 0
);
