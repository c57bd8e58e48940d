package dev.callboard.http.rest;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import jakarta.ws.rs.WebApplicationException;
import java.util.HashMap;
import java.util.Map;

/**
 * What a client is told of a failure.
 *
 * @param status the HTTP status code
 * @param name the value of {@code error.name}
 * @param message words for the client, without secrets
 */
public record Failure(int status, String name, String message) {
  private static final Map<Integer, ErrorCode> CODES = codes();

  /** Returns the failure with this status and a general message. */
  public static Failure of(int status) {
    return of(status, general(status));
  }

  /** Returns the failure with this status and message. */
  public static Failure of(int status, String message) {
    ErrorCode code = CODES.get(status);
    if (code != null) {
      return new Failure(status, code.errorName(), message);
    }
    return new Failure(status, status < 500 ? "InputError" : "Error", message);
  }

  /** Returns the failure of an exception that speaks to the client. */
  public static Failure of(PortalException e) {
    return new Failure(e.code().status(), e.code().errorName(), e.getMessage());
  }

  /** Returns the failure of a status that Jersey or a resource asked for. */
  static Failure of(WebApplicationException e) {
    return of(e.getResponse().getStatus());
  }

  /** Returns what is told of something that must not be told. */
  static Failure internal(String logId) {
    return new Failure(500, "Error", "An internal error occurred logId=" + logId);
  }

  private static String general(int status) {
    return switch (status) {
      case 400 -> "The request is malformed";
      case 401 -> "Missing credentials";
      case 403 -> "Not allowed";
      case 404 -> "Not found";
      case 405 -> "The method is not allowed here";
      case 406 -> "None of the accepted media types can be produced";
      case 408 -> "The request took too long to arrive";
      case 413 -> "The body is too large";
      case 414 -> "The request target is too long";
      case 415 -> "The media type of the body is not supported; application/json is expected";
      case 431 -> "The header fields are too large";
      case 501 -> "Not implemented";
      case 503 -> "Not available now, try again later";
      default -> status < 500 ? "The request failed" : "An internal error occurred";
    };
  }

  private static Map<Integer, ErrorCode> codes() {
    Map<Integer, ErrorCode> codes = new HashMap<>();
    for (ErrorCode code : ErrorCode.values()) {
      codes.put(code.status(), code);
    }
    return Map.copyOf(codes);
  }
}
