package dev.callboard.scaffolder.bitbucket;

import dev.callboard.integrations.rest.RestAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the APIs of Bitbucket answer. */
final class RestAnswers {
  private RestAnswers() {}

  /** Returns the values of a page. */
  static List<?> values(RestAnswer page) {
    return page.object().get("values") instanceof List<?> values ? values : List.of();
  }

  /** Returns a value of a page as if it had been answered alone. */
  static RestAnswer of(Object value) {
    return new RestAnswer(200, Map.of(), value, "");
  }

  /** Returns the answer, or empty when there is no such thing. */
  static Optional<RestAnswer> find(RestAnswer answer, String shown) {
    return answer.status() == 404
        ? Optional.empty()
        : Optional.of(answer.require("Looking for the " + shown));
  }

  /** Returns the first of the links to a thing itself, or nothing. */
  static String self(RestAnswer answer) {
    return answer.object().get("links") instanceof Map<?, ?> links
            && links.get("self") instanceof List<?> list
            && !list.isEmpty()
            && list.get(0) instanceof Map<?, ?> first
        ? String.valueOf(first.get("href"))
        : "";
  }
}
