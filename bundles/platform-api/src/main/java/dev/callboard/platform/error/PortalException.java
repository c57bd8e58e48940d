package dev.callboard.platform.error;

import static java.util.Objects.requireNonNull;

/**
 * A failure that its caller can act on. Thrown from a REST resource it becomes the error body of
 * the answer: the message is sent to the client as it is (never put a secret, a stack trace or a
 * file path of the server into it), except for {@link ErrorCode#INTERNAL}, whose message is only
 * logged.
 */
public class PortalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  /**
   * Creates a failure.
   *
   * @param code what kind of failure, not null
   * @param message what, where, and what would be right, not null
   */
  public PortalException(ErrorCode code, String message) {
    this(code, message, null);
  }

  /**
   * Creates a failure with its cause, which is logged and never sent.
   *
   * @param code what kind of failure, not null
   * @param message what, where, and what would be right, not null
   * @param cause may be null
   */
  public PortalException(ErrorCode code, String message, Throwable cause) {
    super(requireNonNull(message, "message is null"), cause);
    this.code = requireNonNull(code, "code is null");
  }

  /** Returns the kind of failure. */
  public ErrorCode code() {
    return code;
  }

  /** Returns an {@link ErrorCode#INPUT} failure with this message. */
  public static PortalException input(String message) {
    return new PortalException(ErrorCode.INPUT, message);
  }

  /** Returns a {@link ErrorCode#NOT_FOUND} failure with this message. */
  public static PortalException notFound(String message) {
    return new PortalException(ErrorCode.NOT_FOUND, message);
  }

  /** Returns a {@link ErrorCode#NOT_ALLOWED} failure with this message. */
  public static PortalException notAllowed(String message) {
    return new PortalException(ErrorCode.NOT_ALLOWED, message);
  }

  /** Returns a {@link ErrorCode#CONFLICT} failure with this message. */
  public static PortalException conflict(String message) {
    return new PortalException(ErrorCode.CONFLICT, message);
  }

  /** Returns a {@link ErrorCode#SERVICE_UNAVAILABLE} failure with this message. */
  public static PortalException unavailable(String message) {
    return new PortalException(ErrorCode.SERVICE_UNAVAILABLE, message);
  }
}
