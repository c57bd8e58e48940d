package dev.callboard.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.platform.http.Route;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

class LifecycleTest {
  private final Bundle v1 = Fakes.bundle(11, "test.hello", "file:v1");
  private final Bundle v2 = Fakes.bundle(12, "test.hello", "file:v2");
  private TestServer server;
  private DefaultRouteRegistry registry;

  @BeforeEach
  void start() throws Exception {
    server =
        new TestServer(
            "backend.gateway.updateWait", "PT1.5S",
            "backend.gateway.maxWaiting", 2L,
            "backend.gateway.requestTimeout", "PT0.5S",
            "backend.gateway.breaker.pause", "PT0.3S");
    registry = new DefaultRouteRegistry(server.gateway);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private Slot mount(Bundle bundle, SampleResource resource) {
    Slot slot = server.slot("hello", bundle, resource);
    assertNull(server.mounts.add(slot));
    return slot;
  }

  private HttpResponse<String> version() throws Exception {
    return server.get("/api/hello/version", "alice");
  }

  private CompletableFuture<HttpResponse<String>> inBackground(String path) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return server.get(path, "alice");
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void F31_anUpdateUnderLoadLosesNoRequest() throws Exception {
    Slot old = mount(v1, new SampleResource("v1"));
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger wrong = new AtomicInteger();
    AtomicInteger answered = new AtomicInteger();
    List<CompletableFuture<Void>> clients =
        java.util.stream.IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.runAsync(() -> load(stop, wrong, answered)))
            .toList();
    Slot current = old;
    for (int round = 0; round < 20; round++) {
      Slot next = mount(v2, new SampleResource("v2"));
      next.handler();
      server.mounts.promote(next);
      assertEquals(0, current.inFlight.await(System.nanoTime() + 5_000_000_000L));
      server.mounts.remove(current);
      current.dispose();
      current = next;
    }
    stop.set(true);
    for (CompletableFuture<Void> client : clients) {
      client.get(10, TimeUnit.SECONDS);
    }
    assertEquals(0, wrong.get());
    assertTrue(answered.get() > 50, answered + " answers");
  }

  private void load(AtomicBoolean stop, AtomicInteger wrong, AtomicInteger answered) {
    while (!stop.get()) {
      try {
        HttpResponse<String> answer = version();
        boolean good =
            answer.statusCode() == 200 && answer.body().matches("\\{\"version\":\"v[12]\"}");
        wrong.addAndGet(good ? 0 : 1);
      } catch (Exception e) {
        wrong.incrementAndGet();
      }
      answered.incrementAndGet();
    }
  }

  @Test
  void F31_requestsWaitWhileAPluginIsReplaced() throws Exception {
    Slot old = mount(v1, new SampleResource("v1"));
    assertEquals(200, version().statusCode());
    server.mounts.remove(old);
    CompletableFuture<HttpResponse<String>> waiting = inBackground("/api/hello/version");
    Thread.sleep(200);
    assertFalse(waiting.isDone());
    mount(v2, new SampleResource("v2"));
    HttpResponse<String> answer = waiting.get(5, TimeUnit.SECONDS);
    assertEquals("{\"version\":\"v2\"}", answer.body());
  }

  @Test
  void waitingEndsWithUnavailableWhenNoSuccessorComes() throws Exception {
    server.mounts.remove(mount(v1, new SampleResource()));
    HttpResponse<String> answer = version();
    assertEquals(503, answer.statusCode());
    assertEquals("1", answer.headers().firstValue("retry-after").orElse(""));
    long start = System.nanoTime();
    assertEquals(503, version().statusCode());
    assertTrue(System.nanoTime() - start < 1_000_000_000L, "a plugin long gone is not waited for");
  }

  @Test
  void onlySoManyRequestsWait() throws Exception {
    server.mounts.remove(mount(v1, new SampleResource()));
    List<CompletableFuture<HttpResponse<String>>> waiting =
        List.of(inBackground("/api/hello/version"), inBackground("/api/hello/version"));
    Thread.sleep(200);
    long start = System.nanoTime();
    assertEquals(503, version().statusCode());
    assertTrue(System.nanoTime() - start < 500_000_000L);
    for (var one : waiting) {
      assertEquals(503, one.get(5, TimeUnit.SECONDS).statusCode());
    }
  }

  @Test
  void aRemovedPluginIsNotFoundAtOnce() throws Exception {
    server.mounts.remove(mount(v1, new SampleResource()));
    CompletableFuture<HttpResponse<String>> waiting = inBackground("/api/hello/version");
    Thread.sleep(200);
    registry.removed("hello");
    assertEquals(404, waiting.get(1, TimeUnit.SECONDS).statusCode());
    assertEquals(404, version().statusCode());
  }

  @Test
  void anUninstalledBundleTakesItsIdAlong() throws Exception {
    server.mounts.remove(mount(v1, new SampleResource()));
    server.mounts.forgetServedBy(v1);
    assertEquals(404, version().statusCode());
  }

  @Test
  void requestsWaitForPluginsWhileTheServerStarts() throws Exception {
    try (TestServer starting =
        new TestServer(
            Fakes.bundle(0, "framework", "system"), "backend.gateway.updateWait", "PT5S")) {
      CompletableFuture<HttpResponse<String>> early =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return starting.get("/api/late/version", "alice");
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      Thread.sleep(200);
      assertFalse(early.isDone());
      starting.mount("late", new SampleResource("late"));
      assertEquals("{\"version\":\"late\"}", early.get(5, TimeUnit.SECONDS).body());
    }
  }

  @Test
  void drainWaitsForWhatIsUnderWay() throws Exception {
    SampleResource resource = new SampleResource("v1");
    mount(v1, resource);
    CompletableFuture<HttpResponse<String>> slow = inBackground("/api/hello/hang");
    assertTrue(resource.entered.await(5, TimeUnit.SECONDS));
    CompletableFuture.delayedExecutor(150, TimeUnit.MILLISECONDS).execute(resource.go::countDown);
    assertEquals(0, registry.drain(v1, Duration.ofSeconds(5)));
    assertEquals("{\"version\":\"v1\"}", slow.get(5, TimeUnit.SECONDS).body());
  }

  @Test
  void drainCutsOffWhatDoesNotEnd() throws Exception {
    SampleResource resource = new SampleResource();
    mount(v1, resource);
    CompletableFuture<HttpResponse<String>> slow = inBackground("/api/hello/hang");
    assertTrue(resource.entered.await(5, TimeUnit.SECONDS));
    assertEquals(1, registry.drain(v1, Duration.ofMillis(100)));
    assertEquals(503, slow.get(5, TimeUnit.SECONDS).statusCode());
  }

  @Test
  void aDrainedApplicationCanBeRestored() throws Exception {
    mount(v1, new SampleResource("v1"));
    registry.drain(v1, Duration.ofSeconds(1));
    registry.restore(v1);
    assertEquals("{\"version\":\"v1\"}", version().body());
  }

  @Test
  void awaitActiveTellsWhoServes() throws Exception {
    assertTrue(registry.awaitActive(v1, Duration.ZERO), "no application at all");
    mount(v1, new SampleResource("v1"));
    assertTrue(registry.awaitActive(v1, Duration.ofSeconds(5)));
    Slot second = mount(v2, new SampleResource("v2"));
    assertFalse(registry.awaitActive(v2, Duration.ofMillis(50)));
    second.handler();
    server.mounts.promote(second);
    assertTrue(registry.awaitActive(v2, Duration.ofSeconds(5)));
  }

  @Test
  void routesAreListedWithoutBuilding() {
    Slot slot = mount(v1, new SampleResource());
    List<Route> routes = registry.routes(v1);
    assertFalse(slot.isBuilt());
    assertTrue(routes.contains(new Route("GET", "/api/hello/version", "sample.read")), "" + routes);
    assertTrue(routes.contains(new Route("GET", "/api/hello/open", "public")), "" + routes);
    assertTrue(
        routes.contains(new Route("GET", "/api/hello/users-only", "authenticated")), "" + routes);
  }

  @Test
  void B08_anIdBelongsToTheBundleThatServesIt() throws Exception {
    mount(v1, new SampleResource("v1"));
    Slot thief = server.slot("hello", Fakes.bundle(13, "evil", "file:evil"), new SampleResource());
    assertNotNull(server.mounts.add(thief));
    assertEquals("{\"version\":\"v1\"}", version().body());
  }

  @Test
  void B08_aCoreBundleTakesItsIdBack() throws Exception {
    mount(Fakes.bundle(13, "evil", "file:evil"), new SampleResource("evil"));
    mount(Fakes.bundle(14, "core", "reference:file:core"), new SampleResource("core"));
    assertEquals("{\"version\":\"core\"}", version().body());
  }

  @Test
  void F29_aPluginThatHangsIsAnsweredFor() throws Exception {
    SampleResource resource = new SampleResource();
    mount(v1, resource);
    HttpResponse<String> answer = server.get("/api/hello/hang", "alice");
    assertEquals(503, answer.statusCode());
    assertTrue(answer.body().contains("did not answer in time"), answer.body());
    await(() -> resource.interrupted, "the thread is interrupted");
    assertEquals(200, version().statusCode());
  }

  @Test
  void F29_theBreakerOpensAtHalfOfTwentyAndClosesAgain() throws Exception {
    mount(v1, new SampleResource());
    for (int i = 0; i < 10; i++) {
      assertEquals(200, version().statusCode());
    }
    for (int i = 0; i < 9; i++) {
      assertEquals(500, server.get("/api/hello/fail/runtime", "alice").statusCode());
    }
    assertEquals("closed", registry.breaker("hello"));
    assertEquals(500, server.get("/api/hello/fail/runtime", "alice").statusCode());
    // The client has the answer a moment before the breaker has counted it.
    await(() -> registry.breaker("hello").equals("open"), "the breaker opens");
    HttpResponse<String> refused = version();
    assertEquals(503, refused.statusCode());
    assertTrue(refused.body().contains("fails too often"), refused.body());
    Thread.sleep(350);
    assertEquals(200, version().statusCode());
    await(() -> registry.breaker("hello").equals("closed"), "the breaker closes");
  }

  @Test
  void B14_errorsStayWithThePluginThatThrowsThem() throws Exception {
    mount(v1, new SampleResource());
    server.mount("other", new SampleResource());
    for (String how : List.of("stack", "linkage", "oom")) {
      HttpResponse<String> answer = server.get("/api/hello/fail/" + how, "alice");
      assertEquals(500, answer.statusCode(), how);
      assertFalse(answer.body().contains("com/example"), answer.body());
    }
    assertEquals(200, server.get("/api/other/version", "alice").statusCode());
    assertEquals(200, version().statusCode());
  }

  private static void await(java.util.function.BooleanSupplier condition, String what)
      throws InterruptedException {
    long until = System.nanoTime() + 5_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < until, what);
      Thread.sleep(10);
    }
  }
}
