package dev.callboard.user.settings;

/** Where a value is kept within the settings of a user. */
record SettingName(String bucket, String key) {}
