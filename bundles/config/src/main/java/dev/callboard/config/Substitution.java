package dev.callboard.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces variables in texts by Backstage's rules: {@code ${NAME}}, {@code ${NAME:-fallback}},
 * {@code $${literal}}. A text with a variable that is not there, or empty without a fallback, does
 * not exist.
 */
final class Substitution {
  private static final Pattern VARIABLE = Pattern.compile("\\$?\\$\\{([^{}]*)\\}");

  private final Map<String, String> environment;

  Substitution(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Whether the text has anything to replace. */
  boolean applies(String text) {
    return text.contains("${") && VARIABLE.matcher(text).find();
  }

  /** Whether something of the environment gets into the text, so that it may be secret. */
  boolean reads(String text) {
    return VARIABLE.matcher(text).results().anyMatch(match -> !match.group().startsWith("$$"));
  }

  /** The text with its variables replaced, or empty when one of them is not there. */
  Optional<String> apply(String text) {
    Matcher matcher = VARIABLE.matcher(text);
    StringBuilder result = new StringBuilder();
    int end = 0;
    while (matcher.find()) {
      result.append(text, end, matcher.start());
      end = matcher.end();
      if (matcher.group().startsWith("$$")) {
        result.append(matcher.group(), 1, matcher.group().length());
        continue;
      }
      Optional<String> value = variable(matcher.group(1));
      if (value.isEmpty()) {
        return value;
      }
      result.append(value.get());
    }
    return Optional.of(result.append(text.substring(end)).toString());
  }

  /** The value of a variable; a variable that is set to nothing counts as not there. */
  Optional<String> environment(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  private Optional<String> variable(String expression) {
    int separator = expression.indexOf(":-");
    if (separator < 0) {
      return environment(expression.trim());
    }
    String fallback = expression.substring(separator + 2).trim();
    return environment(expression.substring(0, separator).trim())
        .or(() -> Optional.of(fallback).filter(value -> !value.isEmpty()));
  }
}
