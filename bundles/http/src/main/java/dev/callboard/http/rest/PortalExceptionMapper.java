package dev.callboard.http.rest;

import dev.callboard.http.jetty.RequestIds;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.glassfish.jersey.server.ContainerRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever a resource throws into the error body. What is not meant for clients is masked.
 */
public final class PortalExceptionMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = LoggerFactory.getLogger("dev.callboard.http");

  @Inject private Provider<ContainerRequest> current;

  @Override
  public Response toResponse(Throwable thrown) {
    ContainerRequest request = current.get();
    Caller caller = (Caller) request.getProperty(Caller.PROPERTY);
    Failure failure = failure(thrown, caller, request.getMethod());
    Response.ResponseBuilder answer =
        Response.status(failure.status())
            .type(ErrorBody.CONTENT_TYPE)
            .entity(ErrorBody.bytes(failure, request.getMethod(), caller.url()));
    if (thrown instanceof WebApplicationException web) {
      copy(web.getResponse(), answer, HttpHeaders.ALLOW);
      copy(web.getResponse(), answer, HttpHeaders.RETRY_AFTER);
    }
    if (failure.status() == 429 || failure.status() == 503) {
      answer.header(HttpHeaders.RETRY_AFTER, "1");
    }
    if (failure.status() == 413 || failure.status() == 408) {
      answer.header("Connection", "close");
    }
    return answer.build();
  }

  private static Failure failure(Throwable thrown, Caller caller, String method) {
    PortalException known = portalException(thrown);
    if (caller.isExpired()) {
      return Failure.of(503, "The plugin " + caller.pluginId() + " did not answer in time");
    }
    if (known != null && known.code() != ErrorCode.INTERNAL) {
      return Failure.of(known);
    }
    if (thrown instanceof WebApplicationException web && web.getResponse().getStatus() < 500) {
      return unlessAnonymous(web, caller);
    }
    if (thrown instanceof WebApplicationException web && web.getResponse().getStatus() > 500) {
      return Failure.of(web);
    }
    if (LostClient.isCauseOf(thrown)) {
      LostClient.log(thrown);
      return Failure.of(400);
    }
    caller.blame();
    String logId = RequestIds.next();
    LOG.error(
        "{} {} of plugin {} failed, logId={}",
        method,
        path(caller.url()),
        caller.pluginId(),
        logId,
        thrown);
    return Failure.internal(logId);
  }

  /** Who does not say who it is does not learn which paths exist. */
  private static Failure unlessAnonymous(WebApplicationException web, Caller caller) {
    if (web instanceof NotFoundException || web instanceof NotAllowedException) {
      try {
        caller.authenticate();
      } catch (PortalException e) {
        return Failure.of(e);
      }
    }
    return Failure.of(web);
  }

  private static PortalException portalException(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < 8; depth++) {
      if (cause instanceof PortalException known) {
        return known;
      }
      if (cause instanceof BodyException body) {
        return body.failure();
      }
      cause = cause.getCause();
    }
    return null;
  }

  private static String path(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }

  private static void copy(Response from, Response.ResponseBuilder to, String name) {
    String value = from.getHeaderString(name);
    if (value != null) {
      to.header(name, value);
    }
  }
}
