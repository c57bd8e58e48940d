package dev.callboard.catalog.ingest;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.location.CatalogRules;
import dev.callboard.catalog.location.Root;
import dev.callboard.catalog.model.Problem;
import dev.callboard.catalog.model.Stage;
import dev.callboard.catalog.process.Emitted;
import dev.callboard.catalog.process.Origin;
import dev.callboard.catalog.process.ProcessedEntity;
import dev.callboard.catalog.store.Claim;
import dev.callboard.catalog.yaml.YamlDocument;
import dev.callboard.catalog.yaml.YamlException;
import dev.callboard.catalog.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes claims of the bytes of one file. Used by one thread. */
final class FileParser {
  private static final int MAX_EMITTED_DEPTH = 4;

  private final Root root;
  private final Processing processing;
  private final String file;
  private final String type;
  private final SourceReader.Related related;
  private final List<Claim> claims = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private final List<ListedTarget> targets = new ArrayList<>();
  private final Set<String> refreshKeys = new LinkedHashSet<>();
  private final List<Map<String, Object>> entities = new ArrayList<>();
  private boolean incomplete;
  private boolean retry;
  private boolean keepSource;

  /**
   * Creates a parser.
   *
   * @param file the location of the file
   * @param type its type
   */
  FileParser(
      Root root, Processing processing, String file, String type, SourceReader.Related related) {
    this.root = root;
    this.processing = processing;
    this.file = file;
    this.type = type;
    this.related = related;
  }

  /** Parses a YAML file. */
  ParsedFile parse(byte[] bytes, boolean discovered) {
    boolean foreign = discovered && !looksLikeEntities(bytes);
    if (!foreign) {
      try {
        for (YamlDocument document : processing.yaml().read(bytes)) {
          document(document, discovered);
        }
      } catch (YamlException e) {
        incomplete = true;
        failures.add(new Failure(e.getMessage(), file, e.line(), e.column()));
      }
    }
    return result(foreign);
  }

  /**
   * Processes one entity of a provider, which is kept, because it can be read nowhere again.
   *
   * @param location what the entity is to name as its location
   */
  ParsedFile provided(Map<String, Object> document, String location) {
    keepSource = true;
    accept(process(document, location), document, 0, null, 0);
    return result(false);
  }

  /** Processes one entity that stands in no file. */
  ParsedFile single(Map<String, Object> document, int line) {
    accept(process(document), document, line, null, 0);
    return result(false);
  }

  /** Takes an entity that stands in no file and has been processed. */
  ParsedFile processed(ProcessedEntity processed, Map<String, Object> document) {
    accept(processed, document, 0, null, 0);
    return result(false);
  }

  /**
   * Takes what a processor read of a location.
   *
   * @param parentRef the Location entity that names it
   */
  ParsedFile emitted(Emitted read, String parentRef) {
    refreshKeys.addAll(read.refreshKeys());
    read.errors().forEach(text -> failures.add(new Failure(text, file, 0, 0)));
    read.entities().forEach(each -> emitted(each, 0, null, 0));
    read.locations()
        .forEach(
            each -> targets.add(new ListedTarget(parentRef, each.type(), each.target(), false)));
    return result(false);
  }

  private ParsedFile result(boolean foreign) {
    return new ParsedFile(
        claims, failures, targets, incomplete, foreign, refreshKeys, entities, retry);
  }

  /**
   * A directory holds YAML files of all sorts; those without the words of an entity are none. What
   * a file in another encoding holds is not looked for: it may have been UTF-8 before.
   */
  private static boolean looksLikeEntities(byte[] bytes) {
    if (YamlReader.isUtf16(bytes)) {
      return true;
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.contains("apiVersion") && text.contains("kind");
  }

  private void document(YamlDocument document, boolean discovered) {
    if (document.error().isPresent()) {
      YamlException e = document.error().get();
      incomplete = true;
      failures.add(new Failure(e.getMessage(), file, e.line(), e.column()));
      return;
    }
    if (document.isEmpty()) {
      return;
    }
    ProcessedEntity processed = process(document.value());
    if (processed.ref().isEmpty()) {
      boolean entityLike =
          document.value() instanceof Map<?, ?> map
              && map.containsKey("apiVersion")
              && map.containsKey("kind");
      if (entityLike || !discovered) {
        incomplete = true;
        failures.addAll(failures(processed.problems(), document));
      }
      return;
    }
    accept(processed, document.value(), document.firstLine(), document, 0);
  }

  private ProcessedEntity process(Object document) {
    return process(document, file);
  }

  private ProcessedEntity process(Object document, String location) {
    Origin origin = new Origin(location, root.ref(), related.links());
    return processing.pipeline().process(document, origin, related);
  }

  private void accept(
      ProcessedEntity processed, Object source, int line, YamlDocument document, int depth) {
    String ref = processed.ref().orElseThrow();
    refreshKeys.addAll(processed.refreshKeys());
    List<Problem> problems = new ArrayList<>(processed.problems());
    if (problems.isEmpty() && !allowed(processed.entity())) {
      problems.add(
          new Problem(
              Stage.RULES, "/kind", "Entity " + ref + " at " + file + " " + CatalogRules.REFUSAL));
    }
    retry |= problems.stream().anyMatch(each -> each.stage() == Stage.PROCESSOR);
    if (!problems.isEmpty()) {
      String errors = Failure.text(failures(problems, document));
      String text = Json.text(source);
      claims.add(
          new Claim(ref, file, line, null, null, List.of(), errors, text, hash(errors, text)));
      return;
    }
    entities.add(processed.entity());
    String warnings = Failure.text(warnings(processed.warnings(), document));
    claims.add(
        new Claim(
            ref,
            file,
            line,
            processed.entity(),
            processed.json(),
            processed.relations(),
            warnings,
            keepSource && depth == 0 ? Json.text(source) : null,
            Stamps.sha256(
                processed.json(),
                (processed.relations() + (warnings == null ? "" : warnings))
                    .getBytes(StandardCharsets.UTF_8))));
    if (ref.startsWith("location:")) {
      targets.addAll(ListedTarget.of(ref, processed.entity(), type));
    }
    processed
        .locations()
        .forEach(each -> targets.add(new ListedTarget(ref, each.type(), each.target(), false)));
    processed.entities().forEach(each -> emitted(each, line, document, depth + 1));
  }

  private void emitted(Entity entity, int line, YamlDocument document, int depth) {
    if (depth > MAX_EMITTED_DEPTH) {
      String message =
          entity + " was emitted by an entity that was emitted, deeper than " + MAX_EMITTED_DEPTH;
      failures.add(new Failure(message, file, line, line > 0 ? 1 : 0));
      return;
    }
    ProcessedEntity next = process(entity.json());
    if (next.ref().isPresent()) {
      accept(next, entity.json(), line, document, depth);
    } else {
      failures.addAll(failures(next.problems(), document));
    }
  }

  private List<Failure> warnings(List<String> warnings, YamlDocument document) {
    int line = document == null ? 0 : document.firstLine();
    return warnings.stream()
        .map(text -> new Failure(text, file, line, line > 0 ? 1 : 0, true))
        .toList();
  }

  private boolean allowed(Map<String, Object> entity) {
    return root.rules().isEmpty() || root.rules().get().allows(entity, root.type(), root.target());
  }

  private List<Failure> failures(List<Problem> problems, YamlDocument document) {
    return problems.stream()
        .map(
            problem -> {
              if (document == null) {
                return new Failure(problem.message(), file, 0, 0);
              }
              YamlDocument.Position at = document.locate(problem.pointer());
              return new Failure(problem.message(), file, at.line(), at.column());
            })
        .toList();
  }

  private static String hash(String errors, String source) {
    return Stamps.sha256(
        errors.getBytes(StandardCharsets.UTF_8), source.getBytes(StandardCharsets.UTF_8));
  }
}
