package dev.callboard.scaffolder.gate;

import static java.util.Objects.requireNonNull;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.api.Example;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.compliance.ComplianceEvaluator;
import dev.callboard.scaffolder.compliance.ComplianceRequest;
import dev.callboard.scaffolder.json.JsonText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** {@code compliance:require}. */
@Component(service = TemplateAction.class)
public final class ComplianceRequireAction implements TemplateAction {
  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  private final List<ComplianceEvaluator> evaluators = new CopyOnWriteArrayList<>();

  private final CatalogService catalog;
  private final Map<String, Object> described;

  /** Called by the framework. */
  @Activate
  public ComplianceRequireAction(@Reference CatalogService catalog) {
    this.catalog = requireNonNull(catalog, "catalog is null");
    this.described = JsonText.resource(ComplianceRequireAction.class, "require.json");
  }

  ComplianceRequireAction(CatalogService catalog, List<ComplianceEvaluator> evaluators) {
    this(catalog);
    this.evaluators.addAll(evaluators);
  }

  @Override
  public String id() {
    return "compliance:require";
  }

  @Override
  public String description() {
    return (String) described.get("description");
  }

  @Override
  public List<Example> examples() {
    return ((List<?>) described.get("examples"))
        .stream()
            .map(item -> (Map<?, ?>) item)
            .map(e -> Example.of((String) e.get("description"), (String) e.get("example")))
            .toList();
  }

  @Override
  @SuppressWarnings("unchecked")
  public Map<String, Object> inputSchema() {
    return (Map<String, Object>) described.get("input");
  }

  @Override
  @SuppressWarnings("unchecked")
  public Map<String, Object> outputSchema() {
    return (Map<String, Object>) described.get("output");
  }

  /** It changes nothing. */
  @Override
  public boolean supportsDryRun() {
    return true;
  }

  @Override
  public void run(ActionContext context) throws IOException {
    Checks checks = new Checks(List.copyOf(evaluators));
    List<String> ids = texts(context.input().get("checks"));
    Optional<String> level = Optional.ofNullable((String) context.input().get("level"));
    checks.requireKnown(ids, level);
    List<Verdict> verdicts = new ArrayList<>();
    for (Map.Entry<String, ComplianceRequest> subject : subjects(context).entrySet()) {
      context.checkCancelled();
      verdicts.addAll(checks.evaluate(subject.getKey(), subject.getValue(), ids, level));
    }
    judge(context, verdicts);
  }

  private static void judge(ActionContext context, List<Verdict> verdicts) {
    boolean allowUnknown = Boolean.TRUE.equals(context.input().get("allowUnknown"));
    List<Verdict> failed = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      if (verdict.passes(allowUnknown)) {
        context.logger().info(verdict.line());
      } else {
        context.logger().error(verdict.line());
        failed.add(verdict);
      }
    }
    if (!failed.isEmpty()) {
      throw PortalException.conflict(
          failed.size()
              + " of "
              + verdicts.size()
              + " checks did not pass: "
              + failed.stream().map(Verdict::line).collect(Collectors.joining("; ")));
    }
    context.output("passed", true);
    context.output("results", verdicts.stream().map(Verdict::json).toList());
  }

  private Map<String, ComplianceRequest> subjects(ActionContext context) throws IOException {
    Map<String, ComplianceRequest> subjects = new LinkedHashMap<>();
    List<String> refs = new ArrayList<>(texts(context.input().get("entityRefs")));
    if (context.input().get("entityRef") instanceof String ref) {
      refs.add(0, ref);
    }
    for (String ref : refs) {
      entity(ref, context)
          .ifPresent(
              found -> subjects.put(found, ComplianceRequest.ofEntity(found, context.principal())));
    }
    Object path = context.input().get("path");
    if (path != null || refs.isEmpty()) {
      String folder = path == null ? "./" : (String) path;
      if (context.workspace().find(folder).isEmpty()) {
        throw PortalException.notFound("There is no '" + folder + "' in the workspace");
      }
      subjects.put(
          folder, ComplianceRequest.ofFiles(context.workspace().in(folder), context.principal()));
    }
    return subjects;
  }

  /** What a dry run did not register is not there, and that is no failure. */
  private Optional<String> entity(String text, ActionContext context) {
    try {
      EntityRef ref = EntityRef.parse(text, "component", null);
      if (catalog.byRef(ref, context.principal()).isPresent()) {
        return Optional.of(ref.toString());
      }
    } catch (PortalException e) {
      if (!context.isDryRun()) {
        throw e;
      }
    }
    if (!context.isDryRun()) {
      throw PortalException.notFound("Entity " + text + " not found");
    }
    context.logger().warn(text + " is not in the catalog during a dry run, and is not checked");
    return Optional.empty();
  }

  private static List<String> texts(Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }
}
