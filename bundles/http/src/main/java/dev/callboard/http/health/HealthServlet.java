package dev.callboard.http.health;

import dev.callboard.http.gateway.Etags;
import dev.callboard.http.gateway.Headers;
import dev.callboard.http.gateway.Refusals;
import dev.callboard.http.jetty.ServerState;
import dev.callboard.http.rest.ErrorBody;
import dev.callboard.http.rest.Failure;
import dev.callboard.http.settings.SettingsHolder;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The two probes of Backstage. They answer without credentials and touch nothing that can hang. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/.backstage/health/v1/*")
@HttpWhiteboardServletName("health")
public final class HealthServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String OK = "{\"status\":\"ok\"}";

  private final transient Readiness readiness;
  private final transient ServerState state;
  private final transient SettingsHolder settings;

  /** Creates the servlet. */
  @Activate
  public HealthServlet(
      @Reference Readiness readiness,
      @Reference ServerState state,
      @Reference SettingsHolder settings) {
    this.readiness = readiness;
    this.state = state;
    this.settings = settings;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    String path = request.getPathInfo();
    if (path == null || !path.equals("/readiness") && !path.equals("/liveness")) {
      Refusals.send(request, response, request.getRequestURI(), Failure.of(404));
      return;
    }
    if (!reads) {
      response.setHeader("Allow", "GET, HEAD");
      Refusals.send(request, response, request.getRequestURI(), Failure.of(405));
      return;
    }
    settings.current().healthHeaders().forEach(response::setHeader);
    if (path.equals("/liveness")) {
      send(request, response, 200, OK);
      return;
    }
    ready(request, response);
  }

  private void ready(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (state.isDraining()) {
      send(request, response, 503, notReady("Backend is shutting down"));
    } else if (!state.isStarted() || readiness.notReady().isPresent()) {
      send(request, response, 503, notReady("Backend has not started yet"));
    } else {
      send(request, response, 200, OK);
    }
  }

  private static String notReady(String message) {
    return "{\"message\":\"" + message + "\",\"status\":\"error\"}";
  }

  private static void send(
      HttpServletRequest request, HttpServletResponse response, int status, String json)
      throws IOException {
    byte[] body = json.getBytes(StandardCharsets.US_ASCII);
    String tag = Etags.of(body, 0, body.length);
    response.setHeader("ETag", tag);
    Headers.varyByEncoding(response);
    if (status == 200 && Etags.matches(request.getHeader("If-None-Match"), tag)) {
      response.setStatus(304);
      return;
    }
    response.setStatus(status);
    response.setHeader("Content-Type", ErrorBody.CONTENT_TYPE);
    response.setContentLength(body.length);
    if (request.getMethod().equals("GET")) {
      response.getOutputStream().write(body);
    }
  }
}
