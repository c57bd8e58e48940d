package dev.callboard.catalog.rest.entities;

import dev.callboard.platform.identity.PortalPrincipal;
import jakarta.ws.rs.core.SecurityContext;

/** Finds out who calls. */
public final class Callers {
  private Callers() {}

  /** Returns who calls. */
  public static PortalPrincipal of(SecurityContext security) {
    return (PortalPrincipal) security.getUserPrincipal();
  }
}
