package dev.callboard.http.rest;

import dev.callboard.platform.identity.PortalPrincipal;

/** The request under way, as the filters of an application see it. One thread at a time uses it. */
public interface Caller {
  /** The request property under which filters find the caller. */
  String PROPERTY = "dev.callboard.http.caller";

  /** Returns the id of the plugin that is called. */
  String pluginId();

  /**
   * Returns who calls.
   *
   * @throws dev.callboard.platform.error.PortalException with code AUTHENTICATION when no valid
   *     credentials came with the request
   */
  PortalPrincipal authenticate();

  /** Returns who calls, as {@link #authenticate}, by a cookie if there is no bearer token. */
  PortalPrincipal authenticateBrowser();

  /** Returns who calls, anonymous when there are no valid credentials. */
  PortalPrincipal principal();

  /** Counts the request for its caller; too many at once are an error. */
  void admit(PortalPrincipal principal);

  /** Returns whether a body came with the request. */
  boolean hasBody();

  /** Returns the target of the request below the mount of the plugin. */
  String url();

  /** Returns whether the time for an answer has run out. */
  boolean isExpired();

  /** Notes that the plugin, not the client, is to blame for the failure. */
  void blame();
}
