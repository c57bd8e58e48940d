package dev.callboard.scaffolder;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.template.TemplateLimits;
import java.time.Duration;
import java.util.Optional;

/** What {@code scaffolder.templates} says in the configuration. */
public final class TemplateSettings {
  private static final int DEEPEST = 200;

  private TemplateSettings() {}

  /**
   * What one rendering of a text, a file or a name may use.
   *
   * @throws PortalException with code {@code INPUT} that names a key with a value out of its range
   */
  public static TemplateLimits limits(Config config) {
    TemplateLimits usual = TemplateLimits.DEFAULT;
    Duration deadline = config.duration("scaffolder.templates.deadline").orElse(usual.deadline());
    if (deadline.isNegative() || deadline.isZero()) {
      throw PortalException.input("scaffolder.templates.deadline must be longer than 0");
    }
    return new TemplateLimits(
        deadline,
        limit(
            config.number("scaffolder.templates.maxOutput"),
            "scaffolder.templates.maxOutput",
            usual.maxOutput(),
            Integer.MAX_VALUE / 4),
        limit(
            config.number("scaffolder.templates.maxOperations"),
            "scaffolder.templates.maxOperations",
            usual.maxOperations(),
            Long.MAX_VALUE / 4),
        (int)
            limit(
                config.number("scaffolder.templates.maxDepth"),
                "scaffolder.templates.maxDepth",
                usual.maxDepth(),
                DEEPEST),
        (int)
            limit(
                config.number("scaffolder.templates.maxTemplate"),
                "scaffolder.templates.maxTemplate",
                usual.maxTemplate(),
                Integer.MAX_VALUE / 4));
  }

  private static long limit(Optional<Long> given, String key, long usual, long most) {
    long value = given.orElse(usual);
    if (value < 1 || value > most) {
      throw PortalException.input(key + " must be between 1 and " + most + ", not " + value);
    }
    return value;
  }
}
