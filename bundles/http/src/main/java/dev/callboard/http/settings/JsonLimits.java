package dev.callboard.http.settings;

import dev.callboard.platform.config.Config;

/**
 * What a JSON body may look like, from {@code backend.limits.json}.
 *
 * @param depth nested objects and arrays
 * @param string characters of one text
 * @param number characters of one number
 * @param keys keys of one object
 */
public record JsonLimits(int depth, int string, int number, int keys) {
  static JsonLimits from(Config config) {
    return new JsonLimits(
        Limits.number(config, "backend.limits.json.depth", 64),
        Math.toIntExact(config.bytes("backend.limits.json.string").orElse(1024L * 1024)),
        Limits.number(config, "backend.limits.json.number", 64),
        Limits.number(config, "backend.limits.json.keys", 10_000));
  }
}
