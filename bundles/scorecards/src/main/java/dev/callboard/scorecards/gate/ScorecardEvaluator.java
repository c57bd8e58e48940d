package dev.callboard.scorecards.gate;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.config.ConfigService;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.Workspace;
import dev.callboard.scaffolder.compliance.CheckResult;
import dev.callboard.scaffolder.compliance.ComplianceCheck;
import dev.callboard.scaffolder.compliance.ComplianceEvaluator;
import dev.callboard.scaffolder.compliance.ComplianceRequest;
import dev.callboard.scorecards.define.Check;
import dev.callboard.scorecards.define.DefinitionSource;
import dev.callboard.scorecards.define.Definitions;
import dev.callboard.scorecards.define.Scope;
import dev.callboard.scorecards.define.Scorecard;
import dev.callboard.scorecards.engine.Evaluator;
import dev.callboard.scorecards.engine.Judge;
import dev.callboard.scorecards.source.SourceFacts;
import dev.callboard.scorecards.source.SourceFeatures;
import dev.callboard.scorecards.spi.Facts;
import dev.callboard.scorecards.store.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Lets templates require checks: of entities, and of files before they are published. Of files, the
 * facts that only a published entity has are not asked for.
 */
@Component(service = ComplianceEvaluator.class)
public final class ScorecardEvaluator implements ComplianceEvaluator {
  private final DefinitionSource definitions;
  private final Evaluator evaluator;
  private final CatalogService catalog;
  private final ConfigService config;

  /** Called by Declarative Services. */
  @Activate
  public ScorecardEvaluator(
      @Reference DefinitionSource definitions,
      @Reference Evaluator evaluator,
      @Reference CatalogService catalog,
      @Reference ConfigService config) {
    this.definitions = requireNonNull(definitions, "definitions is null");
    this.evaluator = requireNonNull(evaluator, "evaluator is null");
    this.catalog = requireNonNull(catalog, "catalog is null");
    this.config = requireNonNull(config, "config is null");
  }

  @Override
  public List<ComplianceCheck> checks() {
    return definitions.current().checks().values().stream()
        .map(check -> new ComplianceCheck(check.id(), check.title()))
        .toList();
  }

  @Override
  public List<String> levels() {
    return definitions.current().levels();
  }

  @Override
  public List<CheckResult> evaluate(ComplianceRequest request) {
    return request.files().isPresent()
        ? files(request, request.files().get())
        : entity(request, request.entityRef().orElseThrow());
  }

  private List<CheckResult> entity(ComplianceRequest request, String ref) {
    Entity entity =
        catalog
            .byRef(EntityRef.parse(ref), request.principal())
            .orElseThrow(() -> PortalException.notFound("There is no entity " + ref));
    Set<String> wanted = wanted(request, evaluator.scope(entity));
    return evaluator.preview(entity, wanted).values().stream()
        .map(ScorecardEvaluator::result)
        .toList();
  }

  private List<CheckResult> files(ComplianceRequest request, Workspace workspace) {
    try {
      WorkspaceFiles files = WorkspaceFiles.of(workspace);
      int most =
          config.current().bytes("scorecards.source.maxFileSize").orElse(256L << 10).intValue();
      Entity entity = WorkspaceEntity.of(files);
      Facts source = Facts.of(SourceFeatures.of(files, "", most));
      Scope scope = evaluator.scope(entity, Map.of(SourceFacts.ID, source));
      Definitions all = definitions.current();
      List<CheckResult> results = new ArrayList<>();
      for (String id : wanted(request, scope)) {
        results.add(file(entity, all.checks().get(id), scope));
      }
      return results;
    } catch (IOException e) {
      throw new PortalException(
          ErrorCode.SERVICE_UNAVAILABLE, "The files cannot be read: " + e.getMessage(), e);
    }
  }

  private static CheckResult file(Entity entity, Check check, Scope scope) {
    return check.onFiles()
        ? result(Judge.judge(entity.ref().toString(), check, scope, "", 0))
        : new CheckResult(
            check.id(),
            CheckResult.Outcome.NOT_APPLICABLE,
            "this is told once the entity is in the catalog");
  }

  /** Returns the checks asked for; when none are, those of the scorecards that the entity has. */
  private Set<String> wanted(ComplianceRequest request, Scope scope) {
    Definitions all = definitions.current();
    List<Scorecard> cards = Judge.scorecards(all, scope);
    if (request.checks().isEmpty() && request.level().isEmpty()) {
      return Judge.checks(cards);
    }
    Set<String> wanted = new LinkedHashSet<>(request.checks());
    request.level().ifPresent(level -> cards.forEach(card -> wanted.addAll(card.checks(level))));
    return wanted;
  }

  private static CheckResult result(Result result) {
    CheckResult.Outcome outcome =
        switch (result.outcome()) {
          case PASS -> CheckResult.Outcome.PASS;
          case FAIL -> CheckResult.Outcome.FAIL;
          case UNKNOWN -> CheckResult.Outcome.UNKNOWN;
          case NA -> CheckResult.Outcome.NOT_APPLICABLE;
        };
    return result.waiver().isEmpty()
        ? new CheckResult(result.check(), outcome, result.message())
        : new CheckResult(
            result.check(), CheckResult.Outcome.PASS, "exempted: " + result.message());
  }
}
