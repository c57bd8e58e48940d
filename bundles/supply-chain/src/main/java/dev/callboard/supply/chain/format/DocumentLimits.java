package dev.callboard.supply.chain.format;

import dev.callboard.platform.config.Config;

/**
 * How large a document may be: {@code supplyChain.limits}.
 *
 * @param bytes of the whole
 * @param components of a bill of materials
 * @param occurrences and statements, each
 * @param depth of nesting
 * @param text characters of one text
 */
public record DocumentLimits(int bytes, int components, int occurrences, int depth, int text) {
  private static final String AT = "supplyChain.limits.";

  /** Reads them. */
  public static DocumentLimits of(Config config) {
    return new DocumentLimits(
        Math.toIntExact(config.bytes(AT + "document").orElse(32L << 20)),
        number(config, AT + "components", 200_000),
        number(config, AT + "occurrences", 100_000),
        number(config, AT + "depth", 64),
        Math.toIntExact(config.bytes(AT + "text").orElse(1L << 20)));
  }

  private static int number(Config config, String key, int byDefault) {
    return Math.toIntExact(config.number(key).orElse((long) byDefault));
  }
}
