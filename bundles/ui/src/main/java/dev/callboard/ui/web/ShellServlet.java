package dev.callboard.ui.web;

import dev.callboard.platform.config.ConfigService;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Serves the portal: its files, and its one page at every address that a browser opens and nobody
 * else serves. Which page is shown there is decided in the browser.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/*")
@HttpWhiteboardServletName("ui")
public final class ShellServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient WebFiles files;
  private final transient ShellPages pages;

  /** Creates the servlet; nothing is read before the first request. */
  @Activate
  public ShellServlet(BundleContext context, @Reference ConfigService config) {
    files = new WebFiles(path -> context.getBundle().getEntry("web/" + path));
    pages = new ShellPages(context, config, files);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    Optional<WebFile> file =
        path.equals("/index.html") ? Optional.empty() : files.find(path.substring(1));
    if (file.isEmpty() && !isPage(path, request)) {
      Answers.refuse(request, response, 404, "NotFoundError", "There is nothing at this address");
      return;
    }
    if (!reads) {
      response.setHeader("Allow", "GET, HEAD");
      Answers.refuse(request, response, 405, "NotAllowedError", "This can only be read");
      return;
    }
    if (file.isPresent()) {
      send(file.get(), request, response);
      return;
    }
    send(pages.current(), request, response);
  }

  private static boolean isPage(String path, HttpServletRequest request) {
    if (path.equals("/") || path.equals("/index.html")) {
      return true;
    }
    String accepted = request.getHeader("Accept");
    return accepted != null && accepted.contains("text/html") && !isReserved(path);
  }

  private static boolean isReserved(String path) {
    return path.startsWith("/assets/")
        || path.startsWith("/plugins/")
        || path.startsWith("/plugins-ui/")
        || path.startsWith("/.backstage/")
        || path.startsWith("/api/")
        || path.equals("/api");
  }

  private static void send(ShellPage page, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-cache");
    Answers.varyByEncoding(response);
    if (isUnchanged(page.tag(), request, response)) {
      return;
    }
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    boolean compressed = Answers.takesGzip(request);
    byte[] body = compressed ? page.compressed() : page.plain();
    if (compressed) {
      response.setHeader("Content-Encoding", "gzip");
    }
    response.setContentLength(body.length);
    if (request.getMethod().equals("GET")) {
      response.getOutputStream().write(body);
    }
  }

  private void send(WebFile file, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", file.isImmutable() ? Answers.IMMUTABLE : "no-cache");
    if (file.compressed() > 0) {
      Answers.varyByEncoding(response);
    }
    if (isUnchanged('"' + file.digest() + '"', request, response)) {
      return;
    }
    response.setHeader("Content-Type", file.mediaType());
    boolean asKept = file.compressed() == 0 || Answers.takesGzip(request);
    if (file.compressed() > 0 && asKept) {
      response.setHeader("Content-Encoding", "gzip");
    }
    response.setContentLength(asKept && file.compressed() > 0 ? file.compressed() : file.length());
    if (request.getMethod().equals("HEAD")) {
      return;
    }
    try (InputStream kept = files.open(file);
        InputStream in = asKept ? kept : new GZIPInputStream(kept)) {
      in.transferTo(response.getOutputStream());
    }
  }

  private static boolean isUnchanged(
      String tag, HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("ETag", tag);
    if (!Answers.isKnown(request, tag)) {
      return false;
    }
    response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
    return true;
  }
}
