package dev.callboard.scaffolder.provenance;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.scaffolder.json.JsonText;
import dev.callboard.scaffolder.task.DryRun;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Renders templates again, without the secrets of the time. What depends on one is found by
 * rendering twice with different ones, and is not compared with anything.
 */
@Component(service = Rendering.class)
public final class Rendering {
  private static final Pattern SECRET =
      Pattern.compile("secrets\\s*(?:\\.\\s*|\\[\\s*\\\\?[\"'])([A-Za-z_$][\\w$-]*)");

  private final DryRun dryRun;

  /** Called by the framework. */
  @Activate
  public Rendering(@Reference DryRun dryRun) {
    this.dryRun = requireNonNull(dryRun, "dryRun is null");
  }

  /**
   * Renders a template. Steps with effects outside of the workspace are passed over.
   *
   * @param spec as of a stored task
   * @param hidden names of parameters that are secrets
   * @param caller with whose rights
   * @throws dev.callboard.platform.error.PortalException when a step fails
   */
  public RenderedFiles render(
      Map<String, Object> spec, Set<String> hidden, PortalPrincipal caller) {
    String steps = JsonText.write(spec.get("steps"));
    Map<String, DryRun.File> files = files(spec, hidden, steps, "unknown-secret-a", caller);
    if (hidden.isEmpty() && !steps.contains("secrets") && !steps.contains("context.task")) {
      return new RenderedFiles(files, Set.of());
    }
    Map<String, DryRun.File> others = files(spec, hidden, steps, "unlike-hidden-b", caller);
    Set<String> unknown = new TreeSet<>();
    files.forEach(
        (path, file) -> {
          DryRun.File other = others.get(path);
          if (other == null || !Arrays.equals(file.content(), other.content())) {
            unknown.add(path);
          }
        });
    others.keySet().stream().filter(path -> !files.containsKey(path)).forEach(unknown::add);
    files.keySet().removeAll(unknown);
    return new RenderedFiles(files, unknown);
  }

  private Map<String, DryRun.File> files(
      Map<String, Object> spec,
      Set<String> hidden,
      String steps,
      String text,
      PortalPrincipal caller) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    if (spec.get("parameters") instanceof Map<?, ?> given) {
      given.forEach((name, value) -> parameters.put(String.valueOf(name), value));
    }
    hidden.forEach(name -> parameters.put(name, text + "-" + name));
    Map<String, Object> changed = new LinkedHashMap<>(spec);
    changed.put("parameters", parameters);
    Map<String, DryRun.File> files = new TreeMap<>();
    dryRun
        .render(changed, secrets(steps, text), caller)
        .forEach(file -> files.put(file.path(), file));
    return files;
  }

  private static Map<String, String> secrets(String steps, String text) {
    Map<String, String> secrets = new LinkedHashMap<>();
    for (Matcher matcher = SECRET.matcher(steps); matcher.find(); ) {
      secrets.put(matcher.group(1), text + "-" + matcher.group(1));
    }
    return secrets;
  }
}
