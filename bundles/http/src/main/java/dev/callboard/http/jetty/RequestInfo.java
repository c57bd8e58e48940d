package dev.callboard.http.jetty;

/**
 * What the layers of this bundle tell each other of a request. It travels as an attribute, because
 * attributes that a servlet sets are not seen by the access log.
 */
public final class RequestInfo {
  /** The request attribute under which it is found. */
  public static final String ATTRIBUTE = "dev.callboard.http.request";

  private final String id;
  private final String peer;
  private volatile String principal;

  RequestInfo(String id, String peer) {
    this.id = id;
    this.peer = peer;
  }

  /** Returns the address at the other end of the connection, whatever a proxy says. */
  public String peer() {
    return peer;
  }

  /** Returns the id of the request. */
  public String id() {
    return id;
  }

  /** Notes who calls, for the access log. */
  public void principal(String name) {
    principal = name;
  }

  /** Returns the name of the principal, or null when nobody asked who it is. */
  String principal() {
    return principal;
  }
}
