package dev.callboard.launcher;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SystemPackagesTest {
  @Test
  void loggingIsSeenByBundlesWithItsVersions() {
    String extra = SystemPackages.extra(getClass().getClassLoader());
    assertTrue(extra.matches(".*\\borg\\.slf4j;version=\"2\\.\\d+\\.\\d+\".*"), extra);
    assertTrue(extra.contains("ch.qos.logback.classic.spi;version="), extra);
    assertTrue(extra.contains("ch.qos.logback.core;version="), extra);
  }

  @Test
  void nothingElseOfTheClassPathIsSeen() {
    String extra = SystemPackages.extra(getClass().getClassLoader());
    assertFalse(extra.contains("junit"), extra);
    assertFalse(extra.contains("uses:="), extra);
  }
}
