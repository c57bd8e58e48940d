package dev.callboard.signals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.Socket;
import dev.callboard.platform.http.SocketListener;
import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.platform.signals.Recipients;
import dev.callboard.testing.MapConfig;
import dev.callboard.testing.database.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SignalHubTest {
  private static final String NEWS = "{\"channel\":\"news\",\"message\":{\"action\":\"go\"}}";

  private final ConfigService config =
      () -> MapConfig.of("signals.maxSubscriptions", 2L, "signals.maxMessage", 60L);
  private final SignalHub hub = hub(sqlite());

  private static TestDatabase sqlite() {
    return database(Dialect.SQLITE);
  }

  private static TestDatabase database(Dialect dialect) {
    try {
      return new TestDatabase(dialect, SignalHub.class, "001-signals");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private SignalHub hub(TestDatabase database) {
    return new SignalHub(config, new NodeLink(config, database, new AtOnce()));
  }

  private static void subscribe(SocketListener client, String channel) {
    client.onText("{\"action\":\"subscribe\",\"channel\":\"" + channel + "\"}");
  }

  private static void go(SignalHub hub, Recipients recipients) {
    hub.publish(recipients, "news", Map.of("action", "go"));
  }

  @Test
  void aSignalReachesThoseWhoSubscribedAndOnlyWhileTheyAre() {
    Client alice = new Client("user:default/alice");
    SocketListener listener = hub.open(alice);
    go(hub, Recipients.broadcast());
    subscribe(listener, "other");
    go(hub, Recipients.broadcast());
    subscribe(listener, "news");
    go(hub, Recipients.broadcast());
    assertEquals(List.of(NEWS), alice.heard);
    listener.onText("{\"action\":\"unsubscribe\",\"channel\":\"news\"}");
    go(hub, Recipients.broadcast());
    subscribe(listener, "news");
    listener.onClose();
    go(hub, Recipients.broadcast());
    assertEquals(List.of(NEWS), alice.heard);
  }

  @Test
  void recipientsAreMatchedAgainstOwnership() {
    Client alice = new Client("user:default/alice", "group:default/Payments");
    Client bob = new Client("user:default/bob");
    subscribe(hub.open(alice), "news");
    subscribe(hub.open(bob), "news");
    go(hub, Recipients.users(List.of("User:default/alice")));
    go(hub, Recipients.users(List.of("group:default/payments")));
    go(hub, Recipients.users(List.of("user:default/alic", "user:other/alice")));
    go(hub, Recipients.users(List.of()));
    assertEquals(List.of(NEWS, NEWS), alice.heard);
    assertEquals(List.of(), bob.heard);
  }

  @Test
  void whatAClientSendsThatIsNoWishIsLetPass() {
    Client alice = new Client("user:default/alice");
    SocketListener listener = hub.open(alice);
    for (String text :
        List.of(
            "",
            "{",
            "null",
            "[]",
            "{}",
            "{\"action\":\"dance\",\"channel\":\"news\"}",
            "{\"action\":\"subscribe\"}",
            "{\"action\":\"subscribe\",\"channel\":\"\"}",
            "{\"action\":\"subscribe\",\"channel\":7}",
            "{\"action\":\"subscribe\",\"channel\":\"" + "x".repeat(201) + "\"}")) {
      listener.onText(text);
    }
    go(hub, Recipients.broadcast());
    assertEquals(List.of(), alice.heard);
    subscribe(listener, "x".repeat(200));
    assertEquals(0, alice.closed);
  }

  @Test
  void subscriptionsOfOneConnectionAreLimited() {
    Client alice = new Client("user:default/alice");
    SocketListener listener = hub.open(alice);
    subscribe(listener, "a");
    subscribe(listener, "b");
    subscribe(listener, "b");
    assertEquals(0, alice.closed);
    subscribe(listener, "c");
    assertEquals(1008, alice.closed);
  }

  @Test
  void aSignalThatIsTooLargeOrNoJsonIsRefused() {
    int rest = 60 - "{\"channel\":\"news\",\"message\":{\"a\":\"\"}}".length();
    Client alice = new Client("user:default/alice");
    subscribe(hub.open(alice), "news");
    for (int length : new int[] {rest - 1, rest}) {
      hub.publish(Recipients.broadcast(), "news", Map.of("a", "x".repeat(length)));
    }
    assertEquals(2, alice.heard.size());
    assertThrows(
        PortalException.class,
        () -> hub.publish(Recipients.broadcast(), "news", Map.of("a", "x".repeat(rest + 1))));
    assertThrows(
        PortalException.class,
        () -> hub.publish(Recipients.broadcast(), "news", Map.of("a", new Object())));
    assertThrows(PortalException.class, () -> hub.publish(Recipients.broadcast(), "", Map.of()));
    assertEquals(2, alice.heard.size());
  }

  @Test
  void signalsReachTheClientsOfOtherNodesOnce() throws Exception {
    try (TestDatabase shared = database(Dialect.POSTGRESQL)) {
      NodeLink first = new NodeLink(config, shared, new AtOnce());
      NodeLink second = new NodeLink(config, shared, new AtOnce());
      final SignalHub one = new SignalHub(config, first);
      final SignalHub two = new SignalHub(config, second);
      first.missed();
      second.missed();
      Client alice = new Client("user:default/alice");
      Client bob = new Client("user:default/bob");
      subscribe(one.open(alice), "news");
      subscribe(two.open(bob), "news");
      go(one, Recipients.broadcast());
      go(one, Recipients.users(List.of("user:default/alice")));
      first.signalled("signals", "sent");
      second.signalled("catalog", "sent");
      assertEquals(List.of(), bob.heard);
      second.signalled("signals", "sent");
      second.signalled("signals", "sent");
      assertEquals(List.of(NEWS, NEWS), alice.heard);
      assertEquals(List.of(NEWS), bob.heard);
      for (int i = 0; i < SignalTable.KEPT + 10; i++) {
        go(two, Recipients.users(List.of("user:default/alice")));
      }
      first.signalled("signals", "sent");
      assertEquals(2 + SignalTable.KEPT, alice.heard.size(), "the oldest are gone");
      shared.setBroken(true);
      go(two, Recipients.broadcast());
      second.signalled("signals", "sent");
      assertEquals(List.of(NEWS, NEWS), bob.heard, "this node's clients hear all the same");
    }
  }

  private static final class AtOnce implements TaskExecutor {
    @Override
    public <T> CompletableFuture<T> submit(String name, Callable<T> work) {
      try {
        return CompletableFuture.completedFuture(work.call());
      } catch (Exception e) {
        return CompletableFuture.failedFuture(e);
      }
    }

    @Override
    public <T> CompletableFuture<T> schedule(String name, Duration delay, Callable<T> work) {
      return submit(name, work);
    }
  }

  private static final class Client implements Socket, PortalPrincipal {
    private final List<String> heard = new ArrayList<>();
    private final List<String> refs;
    private int closed;

    Client(String... refs) {
      this.refs = List.of(refs);
    }

    @Override
    public PortalPrincipal principal() {
      return this;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void send(String text) {
      heard.add(text);
    }

    @Override
    public void close(int code, String reason) {
      closed = code;
    }

    @Override
    public PrincipalType type() {
      return PrincipalType.USER;
    }

    @Override
    public List<String> ownershipRefs() {
      return refs;
    }

    @Override
    public Optional<PortalPrincipal> actor() {
      return Optional.empty();
    }

    @Override
    public List<AccessRestriction> accessRestrictions() {
      return List.of();
    }

    @Override
    public String getName() {
      return refs.get(0);
    }
  }
}
