package dev.callboard.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.http.settings.RateLimits;
import dev.callboard.platform.error.PortalException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final String PATH = "/api/hello/version";
  private static final RateLimits THREE = new RateLimits(3, Duration.ofMinutes(1), 0, 0);

  private long now;

  @Test
  void anAddressMaySendOnlySoManyWrongTokens() throws Exception {
    try (TestServer server = new TestServer("backend.limits.wrongTokensPerAddress", 3L)) {
      server.mount("hello", new SampleResource());
      assertEquals(200, server.get(PATH, "alice").statusCode());
      for (int i = 0; i < 3; i++) {
        assertEquals(401, server.get(PATH, "guess" + i).statusCode());
        assertEquals(401, server.get(PATH).statusCode());
      }
      HttpResponse<String> beyond = server.get(PATH, "guess4");
      assertEquals(429, beyond.statusCode());
      assertEquals("1", beyond.headers().firstValue("Retry-After").orElse(""));
      assertEquals(429, server.get(PATH, "bob").statusCode(), "a good one is not tried either");
      assertEquals(200, server.get(PATH, "alice").statusCode(), "it was good before");
      assertEquals(401, server.get(PATH).statusCode());
    }
  }

  @Test
  void wrongTokensAreForgottenAfterTheWindow() {
    WrongTokens wrong = new WrongTokens(() -> now);
    for (int i = 0; i < 2; i++) {
      wrong.wrong("192.0.2.1", THREE);
    }
    wrong.check("192.0.2.1", "x", THREE);
    wrong.wrong("192.0.2.1", THREE);
    assertRefused(wrong, "192.0.2.1");
    wrong.check("192.0.2.2", "x", THREE);
    now = Duration.ofMinutes(1).toNanos() - 1;
    assertRefused(wrong, "192.0.2.1");
    now++;
    wrong.check("192.0.2.1", "x", THREE);
  }

  @Test
  void allAddressesOfAnIpv6NetworkCountTogether() {
    WrongTokens wrong = new WrongTokens(() -> now);
    wrong.wrong("[2001:db8:0:7:0:0:0:1]", THREE);
    wrong.wrong("2001:db8::7:a:b:c:d", THREE);
    wrong.wrong("2001:DB8:0:7::2", THREE);
    assertRefused(wrong, "2001:db8:0:7:ffff:0:0:1");
    wrong.check("2001:db8:0:8::1", "x", THREE);
    assertEquals(Addresses.network("::1"), Addresses.network("0:0:0:0:0:0:0:1"));
    assertEquals("fe80:0:0:0", Addresses.network("fe80::1%eth0"));
  }

  private static void assertRefused(WrongTokens wrong, String address) {
    assertTrue(
        org.junit.jupiter.api.Assertions.assertThrows(
                PortalException.class, () -> wrong.check(address, "x", THREE))
            .getMessage()
            .startsWith("Too many wrong tokens"));
  }

  @Test
  void aUserMaySendOnlySoManyRequestsInAMinute() throws Exception {
    try (TestServer server = new TestServer("backend.limits.requestsPerCaller", 3L)) {
      server.mount("hello", new SampleResource());
      for (int i = 0; i < 3; i++) {
        assertEquals(200, server.get(PATH, "alice").statusCode());
      }
      assertEquals(429, server.get(PATH, "alice").statusCode());
      assertEquals(200, server.get(PATH, "bob").statusCode());
      for (int i = 0; i < 5; i++) {
        assertEquals(200, server.get(PATH, "static-token").statusCode());
      }
    }
  }

  @Test
  void theStoreOfACallerFillsUpEvenly() {
    Rates rates = new Rates(() -> now);
    for (int i = 0; i < 60; i++) {
      assertTrue(rates.take("alice", 60));
    }
    assertFalse(rates.take("alice", 60));
    now += Duration.ofSeconds(1).toNanos() - 1;
    assertFalse(rates.take("alice", 60));
    now++;
    assertTrue(rates.take("alice", 60));
    assertFalse(rates.take("alice", 60));
    now += Duration.ofHours(1).toNanos();
    for (int i = 0; i < 60; i++) {
      assertTrue(rates.take("alice", 60));
    }
    assertFalse(rates.take("alice", 60));
    assertTrue(rates.take("alice", 0), "0 is no limit");
  }
}
