package dev.callboard.catalog.rest.write;

import dev.callboard.catalog.changes.Cause;
import dev.callboard.catalog.write.Precondition;
import dev.callboard.catalog.write.WriteGuard;
import dev.callboard.catalog.write.WriteOptions;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;

/** What a request says besides its body. */
final class WriteRequest {
  private static final String DRY_RUN = "dryRun";

  private WriteRequest() {}

  static PortalPrincipal caller(SecurityContext security) {
    return (PortalPrincipal) security.getUserPrincipal();
  }

  /** Reads how something is to be written. */
  static WriteOptions options(
      String method, UriInfo uri, HttpHeaders headers, PortalPrincipal caller, WriteGuard guard) {
    boolean dryRun = dryRun(uri.getQueryParameters());
    Precondition precondition =
        Precondition.of(
            headers.getHeaderString(HttpHeaders.IF_MATCH),
            headers.getHeaderString(HttpHeaders.IF_NONE_MATCH));
    return new WriteOptions(cause(method, uri, caller), precondition, dryRun, guard);
  }

  static Cause cause(String method, UriInfo uri, PortalPrincipal caller) {
    return new Cause(caller, Map.of("request", method + " /" + uri.getPath()));
  }

  static boolean dryRun(MultivaluedMap<String, String> parameters) {
    for (String name : parameters.keySet()) {
      if (!name.equals(DRY_RUN)) {
        throw PortalException.input("Unknown query parameter '" + name + "'");
      }
    }
    List<String> values = parameters.getOrDefault(DRY_RUN, List.of("false"));
    String value = values.get(values.size() - 1);
    if (!value.equals("true") && !value.equals("false")) {
      throw PortalException.input("request/query/dryRun must be true or false");
    }
    return value.equals("true");
  }

  /** Refuses a request without a JSON object. */
  static Map<String, Object> object(Map<String, Object> body) {
    if (body == null) {
      throw PortalException.input("request/body must be object");
    }
    return body;
  }
}
