package dev.callboard.catalog.ingest;

import dev.callboard.catalog.fakes.MapConfig;
import dev.callboard.catalog.fakes.Threads;
import dev.callboard.catalog.spi.EntityProcessor;
import dev.callboard.catalog.spi.KindDefinition;
import dev.callboard.catalog.spi.RelationField;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a plugin brings, put into a bench as the server does it, and taken out again. */
final class Plugin implements AutoCloseable {
  final Extensions extensions = new Extensions();
  final Threads threads = new Threads();
  private final Bench bench;
  Map<String, Object> config = Map.of();

  Plugin(Bench bench) {
    this.bench = bench;
  }

  Plugin with(EntityProcessor processor) {
    extensions.bindProcessor(processor);
    return use();
  }

  /** Has the bench process with what there is now. */
  Plugin use() {
    bench.processing = extensions.processing(new MapConfig(config), threads);
    return this;
  }

  @Override
  public void close() {
    threads.close();
  }

  /** A processor that does nothing. */
  static class Idle implements EntityProcessor {
    @Override
    public String name() {
      return "test";
    }
  }

  /** The kind Team, whose lead is a User. */
  static final class Team implements KindDefinition {
    @Override
    public String kind() {
      return "Team";
    }

    @Override
    public Set<String> apiVersions() {
      return Set.of("acme.example/v1");
    }

    @Override
    public String schema() {
      return """
      {"allOf": [{"$ref": "Entity"}, {"type": "object", "required": ["spec"], "properties": {
        "spec": {"type": "object", "required": ["lead", "size"], "properties": {
          "lead": {"type": "string"}, "size": {"type": "integer"}}}}}]}
      """;
    }

    @Override
    public List<RelationField> relationFields() {
      return List.of(
          new RelationField(
              "spec.lead", "ledBy", "leads", Optional.of("User"), true, Set.of("User")));
    }
  }

  /** Returns a Team as YAML. */
  static String team(String name, String spec) {
    return """
    apiVersion: acme.example/v1
    kind: Team
    metadata:
      name: %s
    spec: %s
    """
        .formatted(name, spec);
  }
}
