package dev.callboard.identity;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.util.Set;
import java.util.TreeSet;

/** Checks the keys of a configuration object where a misspelt one would widen what is allowed. */
final class Keys {
  private Keys() {}

  static void requireOnly(Config object, Set<String> known, String where) {
    for (String key : object.keys()) {
      if (!known.contains(key)) {
        throw PortalException.input(
            where + " has the unknown key '" + key + "'; known are " + new TreeSet<>(known));
      }
    }
  }
}
