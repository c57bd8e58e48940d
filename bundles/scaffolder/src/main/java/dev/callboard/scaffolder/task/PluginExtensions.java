package dev.callboard.scaffolder.task;

import dev.callboard.integrations.api.HostStatus;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.scaffolder.action.RegisteredAction;
import dev.callboard.scaffolder.api.TemplateFilter;
import dev.callboard.scaffolder.api.TemplateFunction;
import dev.callboard.scaffolder.api.TemplateGlobal;
import dev.callboard.scaffolder.json.JsonText;
import dev.callboard.scaffolder.template.BackstageExtensions;
import dev.callboard.scaffolder.template.TemplateExtensions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** What plugins bring to expressions. Thread-safe. */
@Component(service = PluginExtensions.class)
public final class PluginExtensions implements TemplateExtensions {
  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  private final List<TemplateFilter> filters = new CopyOnWriteArrayList<>();

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  private final List<TemplateFunction> functions = new CopyOnWriteArrayList<>();

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  private final List<TemplateGlobal> values = new CopyOnWriteArrayList<>();

  private final TemplateExtensions own;

  /** Called by the framework. */
  @Activate
  public PluginExtensions(@Reference UrlReader reader) {
    own =
        new BackstageExtensions(
            host ->
                reader.hosts().stream()
                    .filter(known -> known.name().equals(host))
                    .map(HostStatus::type)
                    .findFirst());
  }

  @Override
  public Optional<dev.callboard.scaffolder.template.TemplateFunction> filter(String name) {
    Optional<dev.callboard.scaffolder.template.TemplateFunction> ours = own.filter(name);
    if (ours.isPresent()) {
      return ours;
    }
    return filters.stream()
        .filter(filter -> filter.name().equals(name))
        .findFirst()
        .map(
            filter ->
                arguments -> told(name, () -> filter.apply(arguments.get(0), rest(arguments))));
  }

  /** What a plugin throws becomes the error of the expression. */
  private static Object told(String name, Supplier<Object> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  private static List<Object> rest(List<?> arguments) {
    return new ArrayList<>(arguments.subList(1, arguments.size()));
  }

  @Override
  public Map<String, Object> globals() {
    Map<String, Object> globals = new LinkedHashMap<>();
    values.forEach(value -> globals.put(value.name(), value.value()));
    for (TemplateFunction function : functions) {
      dev.callboard.scaffolder.template.TemplateFunction call =
          arguments -> told(function.name(), () -> function.call(new ArrayList<>(arguments)));
      globals.put(function.name(), call);
    }
    return globals;
  }

  /** Returns the filters as the REST API shows them, by name. */
  public Map<String, Object> describedFilters() {
    Map<String, Object> all = new TreeMap<>();
    all.putAll(JsonText.resource(PluginExtensions.class, "filters.json"));
    filters.forEach(
        filter ->
            all.putIfAbsent(
                filter.name(),
                described(
                    filter.description(),
                    filter.schema(),
                    RegisteredAction.examples(filter.examples()))));
    return all;
  }

  /** Returns the functions as the REST API shows them, by name. */
  public Map<String, Object> describedFunctions() {
    Map<String, Object> all = new TreeMap<>();
    functions.forEach(
        function ->
            all.put(
                function.name(),
                described(
                    function.description(),
                    function.schema(),
                    RegisteredAction.examples(function.examples()))));
    return all;
  }

  /** Returns the values as the REST API shows them, by name. */
  public Map<String, Object> describedValues() {
    Map<String, Object> all = new TreeMap<>();
    for (TemplateGlobal value : values) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("description", value.description());
      json.put("value", value.value());
      all.put(value.name(), json);
    }
    return all;
  }

  private static Map<String, Object> described(
      String description, Map<String, Object> schema, List<Map<String, Object>> examples) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("description", description);
    if (!schema.isEmpty()) {
      json.put("schema", schema);
    }
    if (!examples.isEmpty()) {
      json.put("examples", examples);
    }
    return json;
  }
}
