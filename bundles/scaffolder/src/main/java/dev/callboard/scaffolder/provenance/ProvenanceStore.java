package dev.callboard.scaffolder.provenance;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.config.ConfigService;
import dev.callboard.scaffolder.json.JsonText;
import dev.callboard.scaffolder.task.DryRun;
import dev.callboard.scaffolder.task.Sql;
import dev.callboard.scaffolder.task.TaskDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps how entities came to be. Thread-safe; blocks for as long as the database takes. */
@Component(service = ProvenanceStore.class)
public final class ProvenanceStore {
  private static final String COLUMNS =
      "entity_ref, task_id, template_ref, version, inputs, inputs_digest, repository, folder,"
          + " not_kept, created_by, created_at";

  private final TaskDatabase database;
  private final ConfigService config;

  /** Called by the framework. */
  @Activate
  public ProvenanceStore(@Reference TaskDatabase database, @Reference ConfigService config) {
    this.database = requireNonNull(database, "database is null");
    this.config = requireNonNull(config, "config is null");
  }

  /**
   * Keeps what a task made, in place of what was known of the same entities, and forgets what is
   * too old.
   */
  public void keep(List<Provenance> entities, RenderedFiles rendered) {
    ProvenanceSettings settings = ProvenanceSettings.from(config.current());
    database.write(
        connection -> {
          for (Provenance entity : entities) {
            see(connection, entity.templateRef(), entity.version(), settings);
            Sql.update(
                connection, "DELETE FROM provenance WHERE entity_ref = ?", entity.entityRef());
            insert(connection, entity);
          }
          files(connection, entities.get(0).taskId(), rendered);
          forget(connection, System.currentTimeMillis() - settings.retention().toMillis());
          return null;
        });
  }

  private static void insert(Connection connection, Provenance entity) throws SQLException {
    Sql.update(
        connection,
        "INSERT INTO provenance (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        entity.entityRef(),
        entity.taskId(),
        entity.templateRef(),
        entity.version(),
        JsonText.write(entity.inputs()),
        entity.inputsDigest(),
        entity.repository().orElse(null),
        entity.folder(),
        entity.notKept().orElse(null),
        entity.createdBy(),
        entity.createdAt().toEpochMilli());
  }

  private static void files(Connection connection, String taskId, RenderedFiles rendered)
      throws SQLException {
    Sql.update(connection, "DELETE FROM provenance_files WHERE task_id = ?", taskId);
    String insert =
        "INSERT INTO provenance_files (task_id, path, executable, digest) VALUES (?, ?, ?, ?)";
    for (DryRun.File file : rendered.files().values()) {
      String digest = Digests.sha256(file.content());
      String known = "SELECT COUNT(*) FROM provenance_contents WHERE digest = ?";
      if (Sql.number(connection, known, digest) == 0) {
        Sql.update(
            connection,
            "INSERT INTO provenance_contents (digest, content) VALUES (?, ?)",
            digest,
            file.content());
      }
      Sql.update(connection, insert, taskId, file.path(), file.executable() ? 1 : 0, digest);
    }
    for (String path : rendered.unknown()) {
      Sql.update(connection, insert, taskId, path, 0, null);
    }
  }

  private static void forget(Connection connection, long before) throws SQLException {
    Sql.update(connection, "DELETE FROM provenance WHERE created_at < ?", before);
    Sql.update(
        connection,
        "DELETE FROM provenance_files WHERE NOT EXISTS (SELECT 1 FROM provenance p WHERE"
            + " p.task_id = provenance_files.task_id)");
    Sql.update(
        connection,
        "DELETE FROM provenance_contents WHERE NOT EXISTS (SELECT 1 FROM provenance_files f WHERE"
            + " f.digest = provenance_contents.digest)");
  }

  /** Notes that a template has a version now. */
  public void see(String templateRef, String version) {
    ProvenanceSettings settings = ProvenanceSettings.from(config.current());
    database.write(
        connection -> {
          see(connection, templateRef, version, settings);
          return null;
        });
  }

  private static void see(
      Connection connection, String templateRef, String version, ProvenanceSettings settings)
      throws SQLException {
    String which = " FROM template_versions WHERE template_ref = ?";
    long last = Sql.number(connection, "SELECT COALESCE(MAX(number), 0)" + which, templateRef);
    List<Long> known =
        Sql.list(
            connection,
            row -> row.getLong(1),
            "SELECT number" + which + " AND version = ?",
            templateRef,
            version);
    if (known.contains(last) && last > 0) {
      return;
    }
    // A version that came back is the newest one again.
    Sql.update(
        connection,
        "DELETE" + which + " AND (version = ? OR number <= ?)",
        templateRef,
        version,
        last + 1 - settings.maxVersions());
    Sql.update(
        connection,
        "INSERT INTO template_versions (template_ref, version, number, seen_at) VALUES (?, ?, ?,"
            + " ?)",
        templateRef,
        version,
        last + 1,
        System.currentTimeMillis());
  }

  /** Returns how many versions of a template were seen after one; empty for one not known. */
  public Optional<Long> newer(String templateRef, String version) {
    return database.read(
        connection ->
            Sql.list(
                    connection,
                    row -> row.getLong(1),
                    "SELECT (SELECT COUNT(*) FROM template_versions n WHERE n.template_ref ="
                        + " v.template_ref AND n.number > v.number) FROM template_versions v WHERE"
                        + " v.template_ref = ? AND v.version = ?",
                    templateRef,
                    version)
                .stream()
                .findFirst());
  }

  /** Returns how an entity came to be, or empty. */
  public Optional<Provenance> find(String entityRef) {
    String sql = "SELECT " + COLUMNS + " FROM provenance WHERE entity_ref = ?";
    return database
        .read(connection -> Sql.list(connection, ProvenanceStore::read, sql, entityRef))
        .stream()
        .findFirst();
  }

  /** Returns what a template made, in the order of the references. */
  public List<Provenance> ofTemplate(String templateRef, int limit) {
    String sql =
        "SELECT " + COLUMNS + " FROM provenance WHERE template_ref = ? ORDER BY entity_ref LIMIT ?";
    return database.read(
        connection -> Sql.list(connection, ProvenanceStore::read, sql, templateRef, limit));
  }

  private static Provenance read(ResultSet row) throws SQLException {
    return new Provenance(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        JsonText.object(row.getString(5)),
        row.getString(6),
        Optional.ofNullable(row.getString(7)),
        row.getString(8),
        Optional.ofNullable(row.getString(9)),
        row.getString(10),
        Instant.ofEpochMilli(row.getLong(11)));
  }

  /** Returns what a task rendered at the time. */
  public RenderedFiles files(String taskId) {
    Map<String, DryRun.File> files = new TreeMap<>();
    Set<String> unknown = new TreeSet<>();
    database.read(
        connection ->
            Sql.list(
                connection,
                row -> {
                  String path = row.getString(1);
                  byte[] content = row.getBytes(3);
                  return content == null
                      ? unknown.add(path)
                      : files.put(path, new DryRun.File(path, content, row.getInt(2) == 1)) == null;
                },
                "SELECT f.path, f.executable, c.content FROM provenance_files f LEFT JOIN"
                    + " provenance_contents c ON c.digest = f.digest WHERE f.task_id = ?",
                taskId));
    return new RenderedFiles(files, unknown);
  }
}
