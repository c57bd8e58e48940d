package dev.callboard.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.SignalListener;
import dev.callboard.platform.scheduler.TaskExecutor;
import dev.callboard.testing.TcpProxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signals between nodes. */
class SignalsTest {
  /** Notes what it hears. */
  private static final class Heard implements SignalListener {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    @Override
    public void signalled(String database, String topic) {
      lines.add(database + " " + topic);
    }

    @Override
    public void missed() {
      lines.add("missed");
    }

    private String next() throws InterruptedException {
      return lines.poll(20, TimeUnit.SECONDS);
    }
  }

  /** Threads. */
  private static final class Threads implements TaskExecutor {
    private final ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(2);

    @Override
    public <T> CompletableFuture<T> submit(String name, Callable<T> work) {
      return schedule(name, Duration.ZERO, work);
    }

    @Override
    public <T> CompletableFuture<T> schedule(String name, Duration delay, Callable<T> work) {
      CompletableFuture<T> result = new CompletableFuture<>();
      pool.schedule(
          () -> {
            try {
              result.complete(work.call());
            } catch (Exception e) {
              result.completeExceptionally(e);
            }
          },
          delay.toMillis(),
          TimeUnit.MILLISECONDS);
      return result;
    }
  }

  @TempDir Path folder;
  private final Threads threads = new Threads();
  private final Heard heard = new Heard();
  private TcpProxy proxy;
  private Databases databases;
  private ScopedDatabase catalog;
  private SignalReceiver receiver;

  @BeforeEach
  void open() throws Exception {
    String name = PostgresServer.newDatabase("postgres");
    proxy = new TcpProxy(PostgresServer.port());
    DatabaseSettings settings =
        new DatabaseSettings(
            Dialect.POSTGRESQL,
            Optional.empty(),
            Optional.of(
                new PostgresSettings(
                    "127.0.0.1", proxy.port(), "postgres", "", name, Optional.empty())),
            4,
            4,
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10));
    databases = new Databases(() -> settings, folder, id -> {});
    catalog =
        new ScopedDatabase(
            databases, "catalog", () -> Map.of("001-a.sql", "CREATE TABLE item (id INTEGER)"));
    receiver = new SignalReceiver(databases, threads);
    receiver.bindListener(heard);
    receiver.start();
    assertEquals("missed", heard.next());
  }

  @AfterEach
  void close() throws Exception {
    receiver.stop();
    catalog.close();
    databases.close();
    proxy.close();
    threads.pool.shutdownNow();
  }

  private void send(String topic) throws SQLException {
    catalog.write(
        connection -> {
          catalog.signal(connection, topic);
          return null;
        });
  }

  @Test
  void aSignalIsHeardWhenItsTransactionIsCommittedAndNotWhenItIsRolledBack() throws Exception {
    assertThrows(
        IllegalStateException.class,
        () ->
            catalog.write(
                connection -> {
                  catalog.signal(connection, "never");
                  throw new IllegalStateException("rolled back");
                }));
    send("changes");
    assertEquals("catalog changes", heard.next());
  }

  @Test
  void aLostConnectionIsMadeAgainAndListenersAreToldThatTheyMayHaveMissedSomething()
      throws Exception {
    proxy.down();
    proxy.up();
    assertEquals("missed", heard.next());
    send("changes");
    assertEquals("catalog changes", heard.next());
  }

  @Test
  void aTopicIsAWordOfTwoHundredCharactersAtTheMost() throws Exception {
    send("x".repeat(199));
    send("x".repeat(200));
    assertThrows(IllegalArgumentException.class, () -> send("x".repeat(201)));
    assertThrows(IllegalArgumentException.class, () -> send("two words"));
    assertThrows(IllegalArgumentException.class, () -> send(""));
  }
}
