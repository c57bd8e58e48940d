package dev.callboard.scaffolder.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.catalog.api.CatalogService;
import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.scaffolder.api.ActionContext;
import dev.callboard.scaffolder.compliance.CheckResult;
import dev.callboard.scaffolder.compliance.CheckResult.Outcome;
import dev.callboard.scaffolder.compliance.ComplianceCheck;
import dev.callboard.scaffolder.compliance.ComplianceEvaluator;
import dev.callboard.scaffolder.compliance.ComplianceRequest;
import dev.callboard.scaffolder.fakes.TestPrincipal;
import dev.callboard.scaffolder.task.OfflineRun;
import dev.callboard.testing.MapConfig;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComplianceRequireActionTest {
  @TempDir Path temp;

  /** An evaluator that gives the same results always, and remembers what it was asked. */
  private static final class Fixed implements ComplianceEvaluator {
    private final List<CheckResult> results;
    private final List<String> levels;
    private final List<ComplianceRequest> asked = new ArrayList<>();

    private Fixed(List<String> levels, CheckResult... results) {
      this.levels = levels;
      this.results = List.of(results);
    }

    @Override
    public List<ComplianceCheck> checks() {
      return results.stream()
          .map(r -> new ComplianceCheck(r.check(), "Title " + r.check()))
          .toList();
    }

    @Override
    public List<String> levels() {
      return levels;
    }

    @Override
    public List<CheckResult> evaluate(ComplianceRequest request) {
      asked.add(request);
      return results.stream()
          .filter(r -> request.checks().isEmpty() || request.checks().contains(r.check()))
          .toList();
    }
  }

  private static final class OneEntity implements CatalogService {
    @Override
    public Optional<Entity> byRef(EntityRef ref, PortalPrincipal principal) {
      return ref.name().equals("shop")
          ? Optional.of(
              Entity.of(
                  Map.of(
                      "apiVersion", "v1", "kind", "Component", "metadata", Map.of("name", "shop"))))
          : Optional.empty();
    }

    @Override
    public List<Entity> query(List<String> filters, int limit, PortalPrincipal principal) {
      throw new AssertionError("nobody lists");
    }

    @Override
    public void refresh(EntityRef ref) {
      throw new AssertionError("nobody refreshes");
    }
  }

  private static CheckResult result(String check, Outcome outcome) {
    return new CheckResult(check, outcome, outcome == Outcome.PASS ? "" : "because");
  }

  private OfflineRun.Result run(Map<String, Object> input, ComplianceEvaluator... evaluators)
      throws Exception {
    MapConfig config = MapConfig.empty();
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("id", "gate");
    step.put("action", "compliance:require");
    step.put("input", input);
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("steps", List.of(step));
    spec.put("output", Map.of("results", "${{ steps.gate.output.results }}"));
    spec.put("user", Map.of());
    return new OfflineRun(
            temp,
            config,
            OfflineRun.engines(nobody(), config),
            List.of(new ComplianceRequireAction(new OneEntity(), List.of(evaluators))))
        .run(spec, Map.of(), TestPrincipal.ALICE);
  }

  private static UrlReader nobody() {
    return (UrlReader)
        Proxy.newProxyInstance(
            UrlReader.class.getClassLoader(),
            new Class<?>[] {UrlReader.class},
            (proxy, method, arguments) -> {
              throw new AssertionError("nobody reads");
            });
  }

  private static String message(OfflineRun.Result result) {
    return String.valueOf(result.error().orElseThrow().get("message"));
  }

  @Test
  void withoutAnEvaluatorTheRunFailsAndSaysThatNoChecksAreInstalled() throws Exception {
    assertTrue(message(run(Map.of())).startsWith("No compliance checks are installed"));
  }

  @Test
  void aRunWhoseChecksPassGoesOnWithTheirResults() throws Exception {
    Fixed evaluator =
        new Fixed(List.of(), result("owner", Outcome.PASS), result("docs", Outcome.NOT_APPLICABLE));

    OfflineRun.Result result = run(Map.of("entityRef", "shop", "path", "."), evaluator);

    assertEquals(Optional.empty(), result.error());
    assertEquals(4, ((List<?>) result.output().get("results")).size());
    assertEquals(Optional.of("component:default/shop"), evaluator.asked.get(0).entityRef());
    assertTrue(evaluator.asked.get(1).files().isPresent());
    assertEquals(TestPrincipal.ALICE, evaluator.asked.get(0).principal());
  }

  @Test
  void whatDoesNotPassIsListedAndFailsTheRun() throws Exception {
    Fixed one = new Fixed(List.of(), result("owner", Outcome.FAIL), result("ci", Outcome.PASS));
    Fixed two = new Fixed(List.of(), result("docs", Outcome.UNKNOWN));

    String message = message(run(Map.of("path", "./"), one, two));

    assertEquals(
        "2 of 3 checks did not pass: ./: owner (Title owner) fail: because; ./: docs (Title docs)"
            + " unknown: because",
        message);
    assertTrue(
        message(run(Map.of("allowUnknown", true), one, two)).startsWith("1 of 3 checks"), message);
  }

  @Test
  void onlyWhatIsAskedForIsChecked() throws Exception {
    Fixed one =
        new Fixed(
            List.of("bronze", "silver"), result("owner", Outcome.FAIL), result("ci", Outcome.PASS));
    Fixed two = new Fixed(List.of(), result("docs", Outcome.FAIL));

    assertEquals(Optional.empty(), run(Map.of("checks", List.of("ci")), one, two).error());
    assertEquals(List.of("ci"), one.asked.get(0).checks());
    assertTrue(two.asked.isEmpty());

    run(Map.of("level", "silver"), one, two);
    assertEquals(Optional.of("silver"), one.asked.get(1).level());
    assertTrue(two.asked.isEmpty());
  }

  @Test
  void aCheckOrLevelThatNobodyKnowsIsNotTakenForOneThatPassed() throws Exception {
    Fixed one = new Fixed(List.of("bronze"), result("owner", Outcome.PASS));

    assertEquals(
        "No installed check is called 'onwer'; there are owner",
        message(run(Map.of("checks", List.of("onwer")), one)));
    assertEquals(
        "No installed check knows the level 'gold'; there are bronze",
        message(run(Map.of("level", "gold"), one)));
    ComplianceEvaluator mute =
        new ComplianceEvaluator() {
          @Override
          public List<ComplianceCheck> checks() {
            return List.of(new ComplianceCheck("owner", "Owner"));
          }

          @Override
          public List<CheckResult> evaluate(ComplianceRequest request) {
            return List.of();
          }
        };
    assertTrue(
        message(run(Map.of("checks", List.of("owner")), mute)).contains("no result was given"));
  }

  @Test
  void anEntityThatIsNotThereFailsARunAndIsPassedOverInADryRun() throws Exception {
    Fixed one = new Fixed(List.of(), result("owner", Outcome.FAIL));
    Map<String, Object> input = Map.of("entityRef", "component:default/none");

    assertEquals(Optional.empty(), run(input, one).error());
    assertTrue(one.asked.isEmpty());

    ActionContext real =
        (ActionContext)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ActionContext.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "input" -> input;
                      case "principal" -> TestPrincipal.ALICE;
                      case "isDryRun" -> false;
                      default -> throw new UnsupportedOperationException(method.getName());
                    });
    PortalException error =
        assertThrows(
            PortalException.class,
            () -> new ComplianceRequireAction(new OneEntity(), List.of(one)).run(real));
    assertEquals(ErrorCode.NOT_FOUND, error.code());
  }

  @Test
  void aFolderThatIsNotThereIsNotTakenForOneWithoutFaults() throws Exception {
    assertTrue(
        message(run(Map.of("path", "nowhere"), new Fixed(List.of(), result("a", Outcome.PASS))))
            .contains("no 'nowhere' in the workspace"));
  }
}
