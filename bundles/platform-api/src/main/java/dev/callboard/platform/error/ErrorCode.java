package dev.callboard.platform.error;

/**
 * The kinds of failure that a client can tell apart. Names and status codes are those of the
 * Backstage error body.
 */
public enum ErrorCode {
  /** The request is malformed or does not fit the schema. */
  INPUT("InputError", 400),
  /** Credentials are missing or not valid. */
  AUTHENTICATION("AuthenticationError", 401),
  /** The caller is known and may not do this. */
  NOT_ALLOWED("NotAllowedError", 403),
  /** The thing named does not exist, or the caller may not know that it does. */
  NOT_FOUND("NotFoundError", 404),
  /** The path exists, the method does not. */
  METHOD_NOT_ALLOWED("MethodNotAllowedError", 405),
  /** The client accepts no representation that exists. */
  NOT_ACCEPTABLE("NotAcceptableError", 406),
  /** The request took too long to arrive. */
  REQUEST_TIMEOUT("RequestTimeoutError", 408),
  /** The state of the thing does not allow this now. */
  CONFLICT("ConflictError", 409),
  /** The thing named was there and is gone for good, such as a position in a log. */
  GONE("GoneError", 410),
  /** A precondition such as {@code If-Match} does not hold. */
  PRECONDITION_FAILED("PreconditionFailedError", 412),
  /** The body is larger than its limit. */
  PAYLOAD_TOO_LARGE("PayloadTooLargeError", 413),
  /** The request target is longer than its limit. */
  URI_TOO_LONG("URITooLongError", 414),
  /** The media type of the body is not one that the route reads. */
  UNSUPPORTED_MEDIA_TYPE("UnsupportedMediaTypeError", 415),
  /** The content is well formed but refused, such as a bundle with a bad signature. */
  UNPROCESSABLE("UnprocessableEntityError", 422),
  /** The caller sent too many requests. */
  TOO_MANY_REQUESTS("TooManyRequestsError", 429),
  /** The header fields are larger than their limit. */
  HEADERS_TOO_LARGE("RequestHeaderFieldsTooLargeError", 431),
  /** Something is wrong on our side; the message is not sent to the client. */
  INTERNAL("Error", 500),
  /** The operation is known and not supported. */
  NOT_IMPLEMENTED("NotImplementedError", 501),
  /** Not able to serve now; trying again later can work. */
  SERVICE_UNAVAILABLE("ServiceUnavailableError", 503),
  /** No room to store what was sent. */
  INSUFFICIENT_STORAGE("InsufficientStorageError", 507);

  private final String errorName;
  private final int status;

  ErrorCode(String errorName, int status) {
    this.errorName = errorName;
    this.status = status;
  }

  /** Returns the value of {@code error.name} in the error body. */
  public String errorName() {
    return errorName;
  }

  /** Returns the HTTP status code. */
  public int status() {
    return status;
  }
}
