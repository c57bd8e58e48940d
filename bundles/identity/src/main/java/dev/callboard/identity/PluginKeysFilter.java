package dev.callboard.identity;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.callboard.platform.plugin.CallboardPlugin;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.propertytypes.ServiceRanking;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterRegex;

/**
 * Answers {@code /api/<plugin>/.backstage/auth/v1/jwks.json} for every plugin. A filter, because
 * the path lies within the space of each plugin's own application, and plugins should not have to
 * care for keys. All plugins share one key ring: they run in one process.
 */
@Component(service = Filter.class)
@HttpWhiteboardFilterRegex("/api/[a-z0-9_-]+/\\.backstage/auth/v1/jwks\\.json")
@HttpWhiteboardFilterAsyncSupported
@ServiceRanking(-1000)
public final class PluginKeysFilter implements Filter {
  private static final Pattern PATH =
      Pattern.compile("/api/([a-z0-9_-]+)/\\.backstage/auth/v1/jwks\\.json");
  private static final JsonMapper JSON = new JsonMapper();

  private final BundleContext context;
  private final TokenAuthority authority;

  /** Makes no key yet. */
  @Activate
  public PluginKeysFilter(BundleContext context, @Reference TokenAuthority authority) {
    this.context = context;
    this.authority = authority;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    Matcher path = PATH.matcher(http.getRequestURI());
    boolean reading = http.getMethod().equals("GET") || http.getMethod().equals("HEAD");
    if (!reading || !path.matches() || !isPlugin(path.group(1))) {
      chain.doFilter(request, response);
      return;
    }
    byte[] body = JSON.writeValueAsBytes(PublicKeys.of(authority.pluginKeys()));
    HttpServletResponse answer = (HttpServletResponse) response;
    answer.setContentType("application/json; charset=utf-8");
    answer.setContentLength(body.length);
    if (http.getMethod().equals("GET")) {
      answer.getOutputStream().write(body);
    }
  }

  private boolean isPlugin(String id) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) != 0)
        .map(bundle -> bundle.adapt(BundleRevision.class))
        .filter(revision -> revision != null)
        .flatMap(revision -> revision.getDeclaredCapabilities(CallboardPlugin.NAMESPACE).stream())
        .anyMatch(capability -> id.equals(capability.getAttributes().get("id")));
  }
}
