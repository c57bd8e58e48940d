package dev.callboard.sample.incidents;

import dev.callboard.catalog.spi.DeferredEntity;
import dev.callboard.catalog.spi.EntityProviderConnection;
import dev.callboard.platform.audit.AuditEvent;
import dev.callboard.platform.audit.AuditService;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.database.Dialect;
import dev.callboard.platform.database.PluginDatabase;
import dev.callboard.platform.database.SqlWork;
import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.platform.scheduler.TaskExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** What the server would give to the plugin, in the plainest form, and what the plugin did. */
final class Platform
    implements PluginDatabase, AuditService, TaskExecutor, EntityProviderConnection {
  final List<AuditEvent> audited = new ArrayList<>();
  final Map<String, DeferredEntity> shown = new HashMap<>();
  boolean auditFails;
  private final String url;

  Platform(Path folder) throws SQLException {
    url = "jdbc:sqlite:" + folder.resolve("incidents.sqlite");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : migration().split(";")) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
    }
  }

  static PortalPrincipal alice() {
    return new PortalPrincipal() {
      @Override
      public String getName() {
        return "user:default/alice";
      }

      @Override
      public PrincipalType type() {
        return PrincipalType.USER;
      }

      @Override
      public List<String> ownershipRefs() {
        return List.of(getName());
      }

      @Override
      public Optional<PortalPrincipal> actor() {
        return Optional.empty();
      }

      @Override
      public List<AccessRestriction> accessRestrictions() {
        return List.of();
      }
    };
  }

  /** A configuration of the section's values, under their names without the section. */
  static Config config(Map<String, Object> values) {
    return new MapConfig(values);
  }

  private static String migration() {
    try (var in = Platform.class.getResourceAsStream("/migrations/001-incidents.sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public <T> T write(SqlWork<T> work) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false);
      try {
        T result = work.apply(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  @Override
  public <T> T read(SqlWork<T> work) throws SQLException {
    return write(work);
  }

  @Override
  public void record(Connection transaction, AuditEvent event) throws SQLException {
    if (auditFails) {
      throw new SQLException("audit is down");
    }
    audited.add(event);
  }

  @Override
  public void record(AuditEvent event) {
    audited.add(event);
  }

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

  @Override
  public void replaceAll(Collection<DeferredEntity> entities) {
    shown.clear();
    applyDelta(entities, List.of());
  }

  @Override
  public void applyDelta(Collection<DeferredEntity> added, Collection<String> removed) {
    added.forEach(item -> shown.put(item.entity().ref().toString(), item));
    removed.forEach(shown::remove);
  }

  @Override
  public void refresh(Set<String> keys) {
    throw new UnsupportedOperationException();
  }
}
