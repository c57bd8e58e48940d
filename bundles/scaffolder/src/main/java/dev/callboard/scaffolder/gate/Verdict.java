package dev.callboard.scaffolder.gate;

import dev.callboard.scaffolder.compliance.CheckResult;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A result of a check on something.
 *
 * @param subject what was checked
 * @param title what people call the check
 * @param result what it came to
 */
record Verdict(String subject, String title, CheckResult result) {
  boolean passes(boolean allowUnknown) {
    return switch (result.outcome()) {
      case PASS, NOT_APPLICABLE -> true;
      case UNKNOWN -> allowUnknown;
      case FAIL -> false;
    };
  }

  String line() {
    String why = result.message().isEmpty() ? "" : ": " + result.message();
    return subject + ": " + result.check() + " (" + title + ") " + outcome() + why;
  }

  private String outcome() {
    return result.outcome().name().toLowerCase(Locale.ROOT);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("subject", subject);
    json.put("check", result.check());
    json.put("title", title);
    json.put("outcome", outcome());
    json.put("message", result.message());
    return json;
  }
}
