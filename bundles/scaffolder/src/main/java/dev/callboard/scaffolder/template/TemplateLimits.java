package dev.callboard.scaffolder.template;

import java.time.Duration;

/**
 * What one rendering may use. A rendering that needs more ends with a {@link TemplateException}.
 *
 * @param deadline how long it may take
 * @param maxOutput how many characters it may give
 * @param maxOperations how much work it may do; one is about the evaluation of one name
 * @param maxDepth how deep blocks, expressions, macro calls and values may be nested
 * @param maxTemplate how many characters a template may have
 */
public record TemplateLimits(
    Duration deadline, long maxOutput, long maxOperations, int maxDepth, int maxTemplate) {

  /** 1 s, 1 Mi characters, 10⁶ operations, 100 levels, 4 Mi characters of template. */
  public static final TemplateLimits DEFAULT =
      new TemplateLimits(Duration.ofSeconds(1), 1 << 20, 1_000_000, 100, 4 << 20);

  /** Refuses limits under which nothing could be rendered. */
  public TemplateLimits {
    boolean positive = deadline.toNanos() > 0 && maxOutput > 0 && maxOperations > 0;
    if (!positive || maxDepth < 1 || maxTemplate < 1) {
      throw new IllegalArgumentException("a limit of templates is not positive");
    }
  }
}
