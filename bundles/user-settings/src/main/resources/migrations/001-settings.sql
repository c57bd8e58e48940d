-- What users have set, as JSON.
CREATE TABLE user_setting (
  user_ref TEXT NOT NULL,
  bucket TEXT NOT NULL,
  setting_key TEXT NOT NULL,
  setting_value TEXT NOT NULL,
  PRIMARY KEY (user_ref, bucket, setting_key)
);
