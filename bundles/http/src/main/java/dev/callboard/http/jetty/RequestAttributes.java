package dev.callboard.http.jetty;

/** The request attributes by which the layers of this bundle tell each other of a request. */
public final class RequestAttributes {
  /** The id of the request, a text. */
  public static final String REQUEST_ID = "dev.callboard.http.requestId";

  /** The name of the principal, a text; absent when nobody asked who it is. */
  public static final String PRINCIPAL = "dev.callboard.http.principal";

  private RequestAttributes() {}
}
