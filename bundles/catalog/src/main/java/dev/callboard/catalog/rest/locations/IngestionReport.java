package dev.callboard.catalog.rest.locations;

import dev.callboard.catalog.ingest.Ingestion;
import dev.callboard.catalog.ingest.RootStatus;
import dev.callboard.catalog.store.EntityErrors;
import dev.callboard.catalog.store.SourceRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts together how locations stand, which of their files were read, and what is wrong there. */
final class IngestionReport {
  private final Map<String, List<SourceRow>> sources = new HashMap<>();
  private static final String PROVIDER = "provider:";

  private final Map<String, List<Map<String, Object>>> errors = new HashMap<>();
  private final Map<String, List<Map<String, Object>>> byRef = new HashMap<>();

  private IngestionReport(Ingestion ingestion) {
    for (SourceRow row : ingestion.store().sources()) {
      sources.computeIfAbsent(row.rootKey(), key -> new ArrayList<>()).add(row);
    }
    for (EntityErrors.Row row : ingestion.store().read(EntityErrors::all)) {
      List<Map<String, Object>> list =
          errors.computeIfAbsent(row.locationKey(), key -> new ArrayList<>());
      for (Map<String, Object> error : Json.stored(row.errors())) {
        Map<String, Object> named = new LinkedHashMap<>(error);
        named.put("entityRef", row.ref());
        list.add(named);
        byRef.computeIfAbsent(row.ref(), key -> new ArrayList<>()).add(named);
      }
      list.addAll(Json.stored(row.targetErrors()));
    }
  }

  static List<Map<String, Object>> of(Ingestion ingestion, List<RootStatus> locations) {
    IngestionReport report = new IngestionReport(ingestion);
    return locations.stream().map(report::location).toList();
  }

  /** Returns whether something is wrong with a location that {@link #of} has told of. */
  static boolean isFaulty(Map<String, Object> location) {
    List<?> files = (List<?>) location.get("sources");
    return location.containsKey("error")
        || files.stream()
            .map(file -> (Map<?, ?>) file)
            .anyMatch(
                file ->
                    !file.get("state").equals("ok") || !((List<?>) file.get("errors")).isEmpty());
  }

  /**
   * Returns the providers that gave something: how many entities, and those that something is wrong
   * with, be it that a rule refuses them.
   */
  static List<Map<String, Object>> providers(Ingestion ingestion) {
    IngestionReport report = new IngestionReport(ingestion);
    return report.sources.keySet().stream()
        .filter(key -> key.startsWith(PROVIDER))
        .sorted()
        .map(report::provider)
        .toList();
  }

  private Map<String, Object> provider(String key) {
    List<Map<String, Object>> faulty = new ArrayList<>();
    List<SourceRow> rows = sources.get(key);
    for (SourceRow row : rows) {
      if (!row.state().equals("ok")) {
        Set<Map<String, Object>> all = new LinkedHashSet<>(Json.stored(row.errors()));
        all.addAll(byRef.getOrDefault(row.sourceKey().replaceFirst("^entity:", ""), List.of()));
        all.addAll(errors.getOrDefault(row.sourceKey(), List.of()));
        faulty.add(
            file(
                row.sourceKey(),
                row.state(),
                row.entities(),
                new ArrayList<>(all),
                row.readAt(),
                row.changedAt()));
      }
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("key", key);
    json.put("entities", rows.stream().mapToInt(SourceRow::entities).sum());
    json.put("faulty", faulty);
    return json;
  }

  /** Returns a time as text, null for never. */
  static String time(long millis) {
    return millis == 0 ? null : Instant.ofEpochMilli(millis).toString();
  }

  private Map<String, Object> location(RootStatus status) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("key", status.key());
    json.put("location", status.ref());
    json.put("state", status.state());
    json.put("lastStart", time(status.lastStart()));
    json.put("lastEnd", time(status.lastEnd()));
    if (status.error() != null) {
      json.put("error", status.error());
    }
    json.put("sources", files(status));
    return json;
  }

  private List<Map<String, Object>> files(RootStatus status) {
    List<Map<String, Object>> files = new ArrayList<>();
    boolean listed = false;
    for (SourceRow row : sources.getOrDefault(status.key(), List.of())) {
      // what has no name is the location's own entity
      if (!row.sourceKey().isEmpty()) {
        files.add(file(row));
        listed |= row.sourceKey().equals(status.ref());
      }
    }
    if (!listed && errors.containsKey(status.ref())) {
      files.add(file(status.ref(), "error", 0, errors.get(status.ref()), 0, 0));
    }
    return files;
  }

  private Map<String, Object> file(SourceRow row) {
    Set<Map<String, Object>> all = new LinkedHashSet<>(Json.stored(row.errors()));
    all.addAll(errors.getOrDefault(row.sourceKey(), List.of()));
    return file(
        row.sourceKey(),
        row.state(),
        row.entities(),
        new ArrayList<>(all),
        row.readAt(),
        row.changedAt());
  }

  private static Map<String, Object> file(
      String source,
      String state,
      int entities,
      List<Map<String, Object>> errors,
      long readAt,
      long changedAt) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("source", source);
    json.put("state", state);
    json.put("entities", entities);
    json.put("errors", errors);
    json.put("readAt", time(readAt));
    json.put("changedAt", time(changedAt));
    return json;
  }
}
