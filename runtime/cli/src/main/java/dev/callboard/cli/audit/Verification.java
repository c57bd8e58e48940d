package dev.callboard.cli.audit;

import dev.callboard.audit.OfflineAudit;
import dev.callboard.cli.CommandFailure;
import dev.callboard.cli.ConfigFiles;
import dev.callboard.cli.Terminal;
import dev.callboard.database.OfflineConnection;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Opens the log, has it checked and prints the verdict. */
final class Verification {
  private final Terminal terminal;
  private final Path data;
  private final List<Path> configs;
  private final Optional<Path> keys;
  private final Optional<Path> journal;

  /**
   * Creates it.
   *
   * @param keys the file with public keys; that of the data directory when empty
   * @param journal the file with checkpoints; that of the configuration when empty
   */
  Verification(
      Terminal terminal,
      Path data,
      List<Path> configs,
      Optional<Path> keys,
      Optional<Path> journal) {
    this.terminal = terminal;
    this.data = data;
    this.configs = configs;
    this.keys = keys;
    this.journal = journal;
  }

  /**
   * Checks the log.
   *
   * @param expected records that must be in it, as {@code number:hash}
   * @return whether it is whole
   */
  boolean run(List<String> expected) {
    int others = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    ThreadPoolExecutor helpers =
        new ThreadPoolExecutor(others, others, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    Config config = ConfigFiles.load(terminal, configs);
    try (Connection connection = OfflineConnection.open(config, data, "audit")) {
      return run(new OfflineAudit(connection, helpers, keys(config), journal(config)), expected);
    } catch (PortalException
        | SQLException
        | IOException
        | UncheckedIOException
        | IllegalArgumentException e) {
      throw new CommandFailure("The audit log cannot be read: " + e.getMessage(), e);
    } finally {
      helpers.shutdownNow();
    }
  }

  /** Those that the server noted, unless others are given, which come from a safer place. */
  private List<String> keys(Config config) throws IOException {
    List<String> found = new ArrayList<>();
    Path file = keys.orElse(data.resolve("audit/keys.txt"));
    if (keys.isPresent() || Files.exists(file)) {
      found.addAll(Files.readAllLines(file));
    }
    if (keys.isEmpty()) {
      found.addAll(config.strings("audit.checkpoints.trustedKeys"));
    }
    found.removeIf(String::isBlank);
    return found;
  }

  private Path journal(Config config) {
    return journal.orElseGet(
        () ->
            data.resolve(
                config.string("audit.checkpoints.file").orElse("audit/checkpoints.jsonl")));
  }

  private boolean run(OfflineAudit audit, List<String> expected) throws SQLException {
    OfflineAudit.Verdict verdict = audit.verify();
    if (verdict.problem().isPresent()) {
      terminal.out().println("The audit log is NOT whole: " + verdict.problem().get());
      return false;
    }
    for (String record : expected) {
      String[] parts = record.split(":", 2);
      if (!audit.holds(Long.parseLong(parts[0]), parts[1])) {
        terminal
            .out()
            .println("The audit log is NOT the one that was expected: it does not have " + record);
        return false;
      }
    }
    terminal.out().println("The audit log is whole: " + verdict.records() + " records");
    terminal.out().println("Signed checkpoints: " + verdict.checkpoints());
    if (verdict.records() > 0) {
      terminal.out().println("Last record: " + verdict.records() + ":" + verdict.hash());
    }
    return true;
  }
}
