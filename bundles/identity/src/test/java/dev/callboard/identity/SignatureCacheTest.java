package dev.callboard.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.callboard.platform.error.PortalException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SignatureCacheTest {
  private static final int SIZE = 3;

  private final SignatureCache cache = new SignatureCache(SIZE);
  private final AtomicInteger verifications = new AtomicInteger();

  private Claims verify() {
    verifications.incrementAndGet();
    return Claims.parse("{}");
  }

  @Test
  void a_good_token_is_verified_once() {
    Claims first = cache.claims("a", this::verify);
    assertEquals(first, cache.claims("a", this::verify));
    assertEquals(1, verifications.get());
  }

  @Test
  void a_bad_token_is_never_kept() {
    for (int i = 0; i < 2; i++) {
      assertThrows(
          PortalException.class,
          () ->
              cache.claims(
                  "bad",
                  () -> {
                    verifications.incrementAndGet();
                    throw IllegalToken.because("test");
                  }));
    }
    assertEquals(2, verifications.get());
    assertEquals(0, cache.size());
  }

  @Test
  void the_least_recently_used_is_given_up() {
    for (String token : new String[] {"a", "b", "c"}) {
      cache.claims(token, this::verify);
    }
    cache.claims("a", this::verify);
    cache.claims("d", this::verify);
    assertEquals(SIZE, cache.size());
    assertEquals(4, verifications.get());
    cache.claims("a", this::verify);
    assertEquals(4, verifications.get());
    cache.claims("b", this::verify);
    assertEquals(5, verifications.get());
  }
}
