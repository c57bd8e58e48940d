package dev.callboard.platform.http;

/**
 * Properties of {@code ContainerRequestContext} that the server sets. Resources and filters read
 * them with {@code getProperty}; both are texts.
 */
public final class RequestProperties {
  /** The address of the client, as told by a proxy that the server trusts. */
  public static final String CLIENT_ADDRESS = "callboard.client.address";

  /** The address at the other end of the connection, whatever headers say. */
  public static final String PEER_ADDRESS = "callboard.peer.address";

  private RequestProperties() {}
}
