package dev.callboard.ui.contributions;

import dev.callboard.ui.web.Answers;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Serves the files of plugins at {@code /plugins/<id>/<digest>/}. A file is found by its exact name
 * among those that were listed, so there is no path to climb; opened by itself it can do nothing.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/plugins/*")
@HttpWhiteboardServletName("ui-plugins")
public final class PluginFilesServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Pattern PATH = Pattern.compile("(/[a-z0-9-]+/[^/]+)/(.+)");
  private static final String POLICY =
      "default-src 'none';frame-ancestors 'none';sandbox;style-src 'unsafe-inline'";

  private final transient Contributions contributions;

  /** Creates the servlet. */
  @Activate
  public PluginFilesServlet(@Reference Contributions contributions) {
    this.contributions = contributions;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    String path = request.getPathInfo() == null ? "" : request.getPathInfo();
    Matcher parts = PATH.matcher(path);
    Optional<ServedFile> found =
        parts.matches()
            ? contributions.file("/plugins" + parts.group(1), parts.group(2))
            : Optional.empty();
    if (found.isEmpty()) {
      Answers.refuse(request, response, 404, "NotFoundError", "No plugin has this file");
      return;
    }
    if (!reads) {
      response.setHeader("Allow", "GET, HEAD");
      Answers.refuse(request, response, 405, "NotAllowedError", "This can only be read");
      return;
    }
    send(found.get(), request, response);
  }

  private static void send(
      ServedFile served, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String tag = '"' + served.file().integrity() + '"';
    response.setHeader("Cache-Control", Answers.IMMUTABLE);
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("ETag", tag);
    if (served.isCompressed()) {
      Answers.varyByEncoding(response);
    }
    if (Answers.isKnown(request, tag)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setHeader("Content-Type", served.file().mediaType());
    boolean compressed = served.isCompressed() && Answers.takesGzip(request);
    if (compressed) {
      response.setHeader("Content-Encoding", "gzip");
    }
    if (request.getMethod().equals("HEAD")) {
      return;
    }
    byte[] body = compressed ? served.compressed() : served.plain();
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
