package dev.callboard.catalog.query;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;

/**
 * What one request may ask for. Configured under {@code catalog.query}.
 *
 * @param maxTerms conditions in a filter or predicate ({@code maxTerms}, 100)
 * @param maxValues values in all conditions together ({@code maxValues}, 1,000)
 * @param maxDepth how deep a predicate nests ({@code maxDepth}, 20)
 * @param maxTextLength characters of a full text term ({@code maxTextLength}, 256)
 * @param maxFields fields, full text fields, facets or orders ({@code maxFields}, 100)
 * @param maxRefs references in one request ({@code maxRefs}, 10,000)
 * @param defaultLimit the size of a page when none is asked for ({@code defaultLimit}, 200)
 * @param maxLimit the largest page; a larger limit counts as this one ({@code maxLimit}, 10,000)
 */
public record QueryLimits(
    int maxTerms,
    int maxValues,
    int maxDepth,
    int maxTextLength,
    int maxFields,
    int maxRefs,
    int defaultLimit,
    int maxLimit) {
  /** What holds when nothing is configured. */
  public static final QueryLimits DEFAULT =
      new QueryLimits(100, 1_000, 20, 256, 100, 10_000, 200, 10_000);

  /** Reads the limits of a configuration. */
  public static QueryLimits of(Config config) {
    return new QueryLimits(
        limit(config, "maxTerms", DEFAULT.maxTerms),
        limit(config, "maxValues", DEFAULT.maxValues),
        limit(config, "maxDepth", DEFAULT.maxDepth),
        limit(config, "maxTextLength", DEFAULT.maxTextLength),
        limit(config, "maxFields", DEFAULT.maxFields),
        limit(config, "maxRefs", DEFAULT.maxRefs),
        limit(config, "defaultLimit", DEFAULT.defaultLimit),
        limit(config, "maxLimit", DEFAULT.maxLimit));
  }

  /** Returns the size of the page for what was asked for, null for nothing. */
  public int pageSize(Integer asked) {
    return Math.min(asked == null ? defaultLimit : asked, maxLimit);
  }

  /** Refuses more than a limit. */
  static void check(String what, long count, int limit) {
    if (count > limit) {
      throw PortalException.input("Too many " + what + ": at most " + limit + " are allowed");
    }
  }

  private static int limit(Config config, String key, int otherwise) {
    long value = config.number("catalog.query." + key).orElse((long) otherwise);
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, value));
  }
}
