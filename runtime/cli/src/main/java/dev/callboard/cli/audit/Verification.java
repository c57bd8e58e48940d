package dev.callboard.cli.audit;

import dev.callboard.audit.OfflineAudit;
import dev.callboard.cli.CommandFailure;
import dev.callboard.cli.ConfigFiles;
import dev.callboard.cli.Terminal;
import dev.callboard.database.OfflineConnection;
import dev.callboard.platform.error.PortalException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Opens the log, has it checked and prints the verdict. */
final class Verification {
  private final Terminal terminal;
  private final Path data;
  private final List<Path> configs;

  Verification(Terminal terminal, Path data, List<Path> configs) {
    this.terminal = terminal;
    this.data = data;
    this.configs = configs;
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
    try (Connection connection =
        OfflineConnection.open(ConfigFiles.load(terminal, configs), data, "audit")) {
      return run(new OfflineAudit(connection, helpers), expected);
    } catch (PortalException | SQLException e) {
      throw new CommandFailure("The audit log cannot be read: " + e.getMessage(), e);
    } finally {
      helpers.shutdownNow();
    }
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
    if (verdict.records() > 0) {
      terminal.out().println("Last record: " + verdict.records() + ":" + verdict.hash());
    }
    return true;
  }
}
