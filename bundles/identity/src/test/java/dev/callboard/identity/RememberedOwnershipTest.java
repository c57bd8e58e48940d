package dev.callboard.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RememberedOwnershipTest {
  @Test
  void Z11_aStreamThatLivesLosesTheRightsOfAGroupWithinAMinute() {
    AtomicLong clock = new AtomicLong();
    AtomicInteger asked = new AtomicInteger();
    AtomicReference<List<String>> groups =
        new AtomicReference<>(List.of("user:default/ann", "group:default/a"));
    RememberedOwnership ownership =
        new RememberedOwnership(
            () -> {
              asked.incrementAndGet();
              return groups.get();
            },
            clock::get);
    assertEquals(2, ownership.get().size());
    groups.set(List.of("user:default/ann"));
    clock.set(RememberedOwnership.AGE.toNanos() - 1);
    assertEquals(2, ownership.get().size());
    assertEquals(1, asked.get(), "one request looks groups up once");
    clock.incrementAndGet();
    assertEquals(List.of("user:default/ann"), ownership.get());
    assertEquals(true, RememberedOwnership.AGE.toSeconds() <= 60);
  }
}
