package dev.callboard.scaffolder.template.filter;

import dev.callboard.scaffolder.template.TemplateExtensions;
import dev.callboard.scaffolder.template.TemplateFunction;
import dev.callboard.scaffolder.template.tree.Environment;
import dev.callboard.scaffolder.template.value.Callable;
import dev.callboard.scaffolder.template.value.Functions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The language's filters, tests and globals, with those of extensions before them. */
public final class Library implements Environment {
  private static final Map<String, Callable> FILTERS = filters();

  private final TemplateExtensions extensions;
  private final boolean cookiecutter;
  private Map<String, Object> globals;

  /** Takes the extensions, and whether cookiecutter's filter is there. */
  public Library(TemplateExtensions extensions, boolean cookiecutter) {
    this.extensions = extensions;
    this.cookiecutter = cookiecutter;
  }

  private static Map<String, Callable> filters() {
    Map<String, Filter> filters = new HashMap<>();
    TextFilters.addTo(filters);
    MarkupFilters.addTo(filters);
    ListFilters.addTo(filters);
    SortFilters.addTo(filters);
    ValueFilters.addTo(filters);
    Map<String, Callable> callables = new HashMap<>();
    filters.forEach((name, filter) -> callables.put(name, filter.asCallable()));
    return Map.copyOf(callables);
  }

  @Override
  public Callable filter(String name) {
    Optional<TemplateFunction> extension = extensions.filter(name);
    if (extension.isPresent()) {
      TemplateFunction function = extension.get();
      return (arguments, meter) -> Functions.call(function, arguments);
    }
    boolean isDump = cookiecutter && name.equals("jsonify");
    return FILTERS.get(isDump ? "dump" : name);
  }

  @Override
  public Callable test(String name) {
    return Tests.find(name);
  }

  @Override
  public boolean hasGlobal(String name) {
    return globals().containsKey(name);
  }

  @Override
  public Object global(String name) {
    return globals().get(name);
  }

  /** Asked for once in a rendering, so that it is the same throughout. */
  private Map<String, Object> globals() {
    if (globals == null) {
      Map<String, Object> all = new HashMap<>(Globals.ALL);
      all.putAll(extensions.globals());
      globals = all;
    }
    return globals;
  }
}
