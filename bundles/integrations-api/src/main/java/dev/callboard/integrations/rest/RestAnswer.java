package dev.callboard.integrations.rest;

import static java.util.Objects.requireNonNull;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An answer of a JSON API. Immutable. */
public final class RestAnswer {
  private final int status;
  private final Map<String, List<String>> headers;
  private final Object body;
  private final String problem;

  /**
   * Creates an answer.
   *
   * @param status the status code
   * @param headers by name in lower case
   * @param body a JSON value, or null
   * @param problem what the API says is wrong, without credentials; empty when it says nothing
   */
  public RestAnswer(int status, Map<String, List<String>> headers, Object body, String problem) {
    this.status = status;
    this.headers = requireNonNull(headers, "headers is null");
    this.body = body;
    this.problem = requireNonNull(problem, "problem is null");
  }

  /** Returns the status code. */
  public int status() {
    return status;
  }

  /** Returns whether the status is one of success. */
  public boolean ok() {
    return status >= 200 && status < 300;
  }

  /** Returns the first value of a header, or empty. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  /** Returns the body as JSON value, or null. */
  public Object body() {
    return body;
  }

  /** Returns the body as object; one without members when it is none. */
  @SuppressWarnings("unchecked")
  public Map<String, Object> object() {
    return body instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  /** Returns the values of a list; none when the body is no list. */
  @SuppressWarnings("unchecked")
  public List<Object> list() {
    return body instanceof List<?> list ? (List<Object>) list : List.of();
  }

  /**
   * Returns the objects of a list, each as an answer of its own; none when it is no list.
   *
   * @param path names of members one in the other that lead to the list; none when the body is it
   * @since 1.2
   */
  public List<RestAnswer> items(String... path) {
    return member(path) instanceof List<?> list
        ? list.stream().map(item -> new RestAnswer(status, headers, item, "")).toList()
        : List.of();
  }

  private Object member(String... path) {
    Object value = body;
    for (String name : path) {
      value = value instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return value;
  }

  /** Returns a text or number of the object, found by names of members one in the other. */
  public Optional<String> text(String... path) {
    Object value = member(path);
    return value instanceof String || value instanceof Number
        ? Optional.of(value.toString())
        : Optional.empty();
  }

  /**
   * Returns a text or number of the object that has to be there.
   *
   * @throws PortalException with code {@code SERVICE_UNAVAILABLE} that names it
   */
  public String requireText(String... path) {
    return text(path)
        .orElseThrow(
            () ->
                PortalException.unavailable(
                    "The host's answer has no '" + String.join(".", path) + "'"));
  }

  /** Returns what the API says is wrong, or empty. */
  public String problem() {
    return problem;
  }

  /**
   * Returns the answer when its status is one of success.
   *
   * @param what failed otherwise, for the message, such as {@code Creating the issue}
   * @throws PortalException with code {@code INPUT} for 400 and 422, {@code AUTHENTICATION} for
   *     401, {@code NOT_ALLOWED} for 403, {@code NOT_FOUND} for 404 and 410, {@code CONFLICT} for
   *     405 and 409, {@code SERVICE_UNAVAILABLE} otherwise
   */
  public RestAnswer require(String what) {
    if (ok()) {
      return this;
    }
    String why = problem.isEmpty() ? "" : ": " + problem;
    throw new PortalException(code(), what + " failed, the host answered " + status + hint() + why);
  }

  private String hint() {
    if (status == 401) {
      return " (its credentials are missing or wrong)";
    }
    return status >= 300 && status < 400 ? " (what was asked for has moved)" : "";
  }

  private ErrorCode code() {
    return switch (status) {
      case 400, 422 -> ErrorCode.INPUT;
      case 401 -> ErrorCode.AUTHENTICATION;
      case 403 -> ErrorCode.NOT_ALLOWED;
      case 404, 410 -> ErrorCode.NOT_FOUND;
      case 405, 409 -> ErrorCode.CONFLICT;
      default -> ErrorCode.SERVICE_UNAVAILABLE;
    };
  }
}
