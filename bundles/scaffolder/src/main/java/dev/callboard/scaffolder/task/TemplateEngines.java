package dev.callboard.scaffolder.task;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.config.ConfigService;
import dev.callboard.scaffolder.TemplateSettings;
import dev.callboard.scaffolder.template.TemplateEngine;
import dev.callboard.scaffolder.template.TemplateLimits;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gives the renderer of expressions and files, with what plugins bring to it. */
@Component(service = TemplateEngines.class)
public final class TemplateEngines {
  private final PluginExtensions extensions;
  private final ConfigService config;
  private volatile Made made;

  private record Made(TemplateLimits limits, TemplateEngine engine) {}

  /** Called by the framework. */
  @Activate
  public TemplateEngines(@Reference PluginExtensions extensions, @Reference ConfigService config) {
    this.extensions = requireNonNull(extensions, "extensions is null");
    this.config = requireNonNull(config, "config is null");
  }

  /** Returns the renderer with the limits of now. */
  public TemplateEngine engine() {
    TemplateLimits limits = TemplateSettings.limits(config.current());
    Made known = made;
    if (known == null || !known.limits.equals(limits)) {
      known = new Made(limits, new TemplateEngine(limits, extensions));
      made = known;
    }
    return known.engine;
  }
}
