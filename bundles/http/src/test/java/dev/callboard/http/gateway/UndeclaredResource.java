package dev.callboard.http.gateway;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A resource whose author forgot to say who may use it. */
@Path("/undeclared")
public final class UndeclaredResource {
  @GET
  public String get() {
    return "never";
  }
}
