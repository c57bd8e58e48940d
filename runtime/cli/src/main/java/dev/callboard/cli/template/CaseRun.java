package dev.callboard.cli.template;

import dev.callboard.catalog.api.Entity;
import dev.callboard.catalog.api.EntityRef;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.action.OfflineActions;
import dev.callboard.scaffolder.api.TemplateAction;
import dev.callboard.scaffolder.parameters.Template;
import dev.callboard.scaffolder.schema.SchemaError;
import dev.callboard.scaffolder.task.OfflineRun;
import dev.callboard.scaffolder.task.TemplateEngines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs one test. */
final class CaseRun {
  private static final String SOURCE = "backstage.io/source-location";
  private static final String GUEST = "user:default/guest";

  private final TemplateFile template;
  private final TestCase test;
  private final Path temporary;
  private final boolean update;

  /** Prepares a run in a temporary directory, which is the caller's to delete. */
  CaseRun(TemplateFile template, TestCase test, Path temporary, boolean update) {
    this.template = template;
    this.test = test;
    this.temporary = temporary;
    this.update = update;
  }

  /** Runs it, and returns what is not as expected. */
  List<Finding> run() throws IOException {
    try {
      return checked();
    } catch (PortalException e) {
      return List.of(test.finding(e.getMessage()));
    }
  }

  private List<Finding> checked() throws IOException {
    LocalReader reader =
        new LocalReader(template.root(), test.folder(), test.texts("urls"), test.texts("hosts"));
    Entity entity = template.entity().withAnnotation(SOURCE, "url:" + reader.url(template.path()));
    Template form = new Template(entity, pages(entity), steps(entity));
    Map<String, Object> values = values(form);
    List<SchemaError> errors = new ArrayList<>(form.check(values));
    errors.addAll(form.checkSecrets(test.texts("secrets")));
    Expectations expectations = new Expectations(test, update);
    if (!errors.isEmpty() || test.expected().containsKey("invalid")) {
      return expectations.invalid(errors);
    }
    Mocks mocks = new Mocks(test.object("mocks"));
    OfflineRun.Result result = run(form, values, reader, mocks);
    return expectations.check(result, mocks, form);
  }

  private OfflineRun.Result run(
      Template form, Map<String, Object> values, LocalReader reader, Mocks mocks)
      throws IOException {
    TestUser user = new TestUser(user());
    TestCatalog catalog = new TestCatalog(entities());
    TestConfig config = new TestConfig(test.object("environment"));
    TemplateEngines engines = OfflineRun.engines(reader, config);
    List<TemplateAction> own =
        OfflineActions.of(reader, catalog, catalog, catalog, () -> config, engines);
    Set<String> named = new LinkedHashSet<>();
    form.steps().forEach(step -> named.add(String.valueOf(step.get("action"))));
    Optional<Entity> known = catalog.byRef(EntityRef.parse(user.getName()), user);
    Map<String, Object> spec = form.spec(values, user.getName(), known);
    return new OfflineRun(temporary, config, engines, mocks.around(own, named))
        .run(spec, test.texts("secrets"), user);
  }

  private String user() {
    return EntityRef.parse(String.valueOf(test.value().getOrDefault("user", GUEST)), "user", null)
        .toString();
  }

  private List<Entity> entities() {
    List<Entity> entities = new ArrayList<>();
    for (Object entity : (List<?>) test.value().getOrDefault("entities", List.of())) {
      entities.add(Entity.of(TestDocument.object(entity)));
    }
    return entities;
  }

  /** As in the form, where a field begins with its default. */
  private Map<String, Object> values(Template form) {
    Map<String, Object> values = new LinkedHashMap<>(test.object("values"));
    if (Boolean.FALSE.equals(test.value().get("defaults"))) {
      return values;
    }
    for (Map<String, Object> page : form.pages()) {
      TestDocument.object(page.get("properties"))
          .forEach(
              (name, property) -> {
                Object otherwise = TestDocument.object(property).get("default");
                if (otherwise != null) {
                  values.putIfAbsent(name, otherwise);
                }
              });
    }
    return values;
  }

  private static List<Map<String, Object>> pages(Entity entity) {
    Object parameters = entity.spec().get("parameters");
    return parameters instanceof List<?> list ? objects(list) : objects(list(parameters));
  }

  private static List<?> list(Object value) {
    return value == null ? List.of() : List.of(value);
  }

  private static List<Map<String, Object>> steps(Entity entity) {
    return entity.spec().get("steps") instanceof List<?> list ? objects(list) : List.of();
  }

  private static List<Map<String, Object>> objects(List<?> list) {
    return list.stream().map(item -> TestDocument.object(item)).toList();
  }
}
