package dev.callboard.user.settings;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;

/**
 * What a user may keep, from {@code userSettings}.
 *
 * @param value bytes of a value as JSON
 * @param perUser values of one user
 * @param name characters of a bucket or key
 * @param multiget values that are asked for at once
 */
record SettingLimits(long value, long perUser, long name, long multiget) {
  static SettingLimits from(Config config) {
    return new SettingLimits(
        config.bytes("userSettings.maxValue").orElse(256L * 1024),
        config.number("userSettings.maxPerUser").orElse(1000L),
        config.number("userSettings.maxName").orElse(500L),
        config.number("userSettings.maxMultiget").orElse(200L));
  }

  void checkName(SettingName at) {
    checkName("bucket", at.bucket());
    checkName("key", at.key());
  }

  private void checkName(String what, String text) {
    if (text.isEmpty() || text.length() > name || text.indexOf('\0') >= 0) {
      throw PortalException.input("The " + what + " has 1 to " + name + " characters");
    }
  }

  void checkValue(int bytes) {
    if (bytes > value) {
      throw new PortalException(
          ErrorCode.PAYLOAD_TOO_LARGE,
          "The value has " + bytes + " bytes of JSON; at most " + value + " are kept");
    }
  }

  void checkMultiget(int items) {
    if (items > multiget) {
      throw PortalException.input("At most " + multiget + " items can be asked for at once");
    }
  }
}
