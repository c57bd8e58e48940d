package dev.callboard.catalog.ingest;

import dev.callboard.catalog.api.EntityRef;
import dev.callboard.catalog.location.CatalogRules;
import dev.callboard.catalog.location.Root;
import dev.callboard.catalog.model.EntityChecks;
import dev.callboard.catalog.model.Problem;
import dev.callboard.catalog.model.Stage;
import dev.callboard.catalog.process.Origin;
import dev.callboard.catalog.process.ProcessedEntity;
import dev.callboard.catalog.store.ApiKeys;
import dev.callboard.catalog.store.SourceRead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Processes entities that were written through the API: each is a location of its own, of the type
 * {@code api}, whose target is the entity's reference.
 */
final class ApiRoot {
  private final Processing processing;
  private final CatalogRules rules;

  ApiRoot(Processing processing, CatalogRules rules) {
    this.processing = processing;
    this.rules = rules;
  }

  /** Returns a text that is another one whenever the same document may give another entity. */
  String generation() {
    return processing.generation() + " " + rules.fingerprint();
  }

  /** Processes one, and finds everything that is wrong with it. */
  WrittenEntity process(String ref, Map<String, Object> document) {
    ProcessedEntity processed = processed(ref, document);
    List<Problem> problems = new ArrayList<>(mismatches(EntityRef.parse(ref), document));
    problems.addAll(processed.problems());
    if (problems.isEmpty() && !rules.allows(processed.entity(), ApiKeys.TYPE, ref)) {
      problems.add(
          new Problem(
              Stage.RULES,
              "/kind",
              "Entity "
                  + ref
                  + " is not of a kind that may be written through the API; catalog.rules allows"
                  + " that with a location of the type api"));
    }
    if (!problems.isEmpty()) {
      return new WrittenEntity(ref, problems, null);
    }
    ParsedFile parsed = parser(ref).processed(processed, document);
    if (!parsed.targets().isEmpty()) {
      return new WrittenEntity(ref, List.of(targets(parsed.targets().get(0))), null);
    }
    return new WrittenEntity(ref, List.of(), read(ref, document, parsed));
  }

  /** Processes one that is stored already; what is wrong with it now stands in the claim. */
  WrittenEntity again(String ref, Map<String, Object> document) {
    ParsedFile parsed = parser(ref).processed(processed(ref, document), document);
    return new WrittenEntity(ref, List.of(), read(ref, document, parsed));
  }

  private ProcessedEntity processed(String ref, Map<String, Object> document) {
    String location = ApiKeys.location(ref);
    return processing.pipeline().process(document, new Origin(location, location), new NoFiles());
  }

  private FileParser parser(String ref) {
    Root root =
        new Root(ApiKeys.ROOT, ApiKeys.TYPE, ref, false, Optional.of(rules), Optional.empty());
    return new FileParser(root, processing, ApiKeys.location(ref), ApiKeys.TYPE, new NoFiles());
  }

  private SourceRead read(String ref, Map<String, Object> document, ParsedFile parsed) {
    String digest = Stamps.sha256(Json.text(document).getBytes(StandardCharsets.UTF_8));
    return new Rows(ApiKeys.ROOT, ApiKeys.source(ref), "", generation()).written(parsed, digest);
  }

  private static Problem targets(ListedTarget target) {
    return new Problem(
        Stage.RULES,
        "/spec",
        "An entity that is written through the API cannot have "
            + target.target()
            + " read; register that as a location with POST /locations");
  }

  private static List<Problem> mismatches(EntityRef ref, Map<String, Object> document) {
    if (EntityChecks.ref(document).isEmpty()) {
      // the envelope is wrong, which processing says
      return List.of();
    }
    Map<?, ?> metadata = (Map<?, ?>) document.get("metadata");
    Object namespace = metadata.get("namespace");
    List<Problem> problems = new ArrayList<>();
    mismatch("/kind", document.get("kind"), ref.kind(), problems);
    mismatch(
        "/metadata/namespace",
        namespace == null || namespace.equals("") ? EntityRef.DEFAULT_NAMESPACE : namespace,
        ref.namespace(),
        problems);
    mismatch("/metadata/name", metadata.get("name"), ref.name(), problems);
    return problems;
  }

  private static void mismatch(
      String pointer, Object found, String expected, List<Problem> problems) {
    if (!String.valueOf(found).toLowerCase(Locale.ROOT).equals(expected)) {
      problems.add(
          new Problem(
              Stage.ENVELOPE,
              pointer,
              "\"" + found + "\" does not agree with the path, which says \"" + expected + "\""));
    }
  }
}
