package dev.callboard.http.gateway;

import dev.callboard.http.health.HealthServlet;
import dev.callboard.http.health.Readiness;
import dev.callboard.http.jetty.PortalConnectorFactory;
import dev.callboard.http.jetty.ServerState;
import dev.callboard.http.jetty.StartFailure;
import dev.callboard.http.settings.SettingsHolder;
import dev.callboard.http.tls.PortalTls;
import dev.callboard.platform.identity.IdentityService;
import dev.callboard.platform.permission.PermissionService;
import dev.callboard.testing.MapConfig;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** The parts of this bundle on a Jetty of their own, without a framework. */
public final class TestServer implements AutoCloseable {
  final Gateway gateway;
  final ServerState state;
  final Mounts mounts;
  final PortalConnectorFactory connectors;
  final SettingsHolder settings;
  final PortalTls tls;
  final Credentials credentials = new Credentials();
  final SocketEndpoints endpoints = new SocketEndpoints();
  final ServiceReference<IdentityService> identity = Fakes.coreReference();
  final ServiceReference<PermissionService> permission = Fakes.coreReference();
  private final GatewayWorker worker;
  private final Server server = new Server();
  private final ServerConnector connector;
  private final ApplicationBuilder builder;
  private final HttpClient client = HttpClient.newHttpClient();
  private long nextBundle = 100;

  /** Starts a server on a free port. */
  public TestServer(Object... config) throws Exception {
    this(null, config);
  }

  TestServer(Bundle framework, Object... config) throws Exception {
    MapConfig all =
        MapConfig.of(
            "backend.listen.port", 0,
            "backend.listen.host", "127.0.0.1",
            "backend.baseUrl", "http://portal.test:7007");
    for (int i = 0; i < config.length; i += 2) {
      all = all.with((String) config[i], config[i + 1]);
    }
    MapConfig fake = all;
    settings = new SettingsHolder(() -> fake);
    state = new ServerState(framework);
    credentials.addIdentity(identity, new Fakes.Identity());
    credentials.addPermission(permission, new Fakes.Permissions());
    gateway = new Gateway(settings, state, credentials, endpoints);
    mounts = gateway.mounts();
    worker = new GatewayWorker(gateway);
    builder = new ApplicationBuilder(credentials);
    tls = new PortalTls(settings, Path.of("target"));
    connectors = new PortalConnectorFactory(settings, state, new StartFailure(null), tls, gateway);
    ServletContextHandler context = new ServletContextHandler("/");
    ServletHolder holder = new ServletHolder(new GatewayServlet(gateway));
    holder.setAsyncSupported(true);
    context.addServlet(holder, "/api/*");
    context.addServlet(
        new ServletHolder(new HealthServlet(new Readiness(), state, settings)),
        "/.backstage/health/v1/*");
    server.setHandler(context);
    server.start();
    connector = (ServerConnector) connectors.createConnector(server);
    server.addConnector(connector);
    connector.start();
  }

  void logTo(org.eclipse.jetty.server.RequestLog log) {
    server.setRequestLog(log);
  }

  /** Mounts resources of a plugin that an operator installed. */
  Slot mount(String id, Object... resources) {
    return mount(id, "file:" + id, resources);
  }

  Slot mount(String id, String location, Object... resources) {
    Slot slot = slot(id, Fakes.bundle(nextBundle++, "test." + id, location), resources);
    mounts.add(slot);
    return slot;
  }

  Slot slot(String id, Bundle bundle, Object... resources) {
    return slot(id, bundle, bundle::getEntry, resources);
  }

  Slot slot(String id, Bundle bundle, Function<String, URL> entries, Object... resources) {
    Application application =
        new Application() {
          @Override
          @SuppressWarnings("deprecation")
          public Set<Object> getSingletons() {
            return Set.of(resources);
          }
        };
    return new Slot(
        id,
        bundle,
        gateway.settings().gateway(),
        () -> application,
        () -> {},
        builder.of(id, entries, gateway.settings().limits().json()));
  }

  int port() {
    return connector.getLocalPort();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .version(HttpClient.Version.HTTP_1_1);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
    return send(request(path).header("Authorization", "Bearer " + token));
  }

  HttpResponse<String> post(String path, String token, String type, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(path)
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return send(type == null ? request : request.header("Content-Type", type));
  }

  HttpClient client() {
    return client;
  }

  @Override
  public void close() throws Exception {
    worker.stop();
    server.stop();
  }
}
