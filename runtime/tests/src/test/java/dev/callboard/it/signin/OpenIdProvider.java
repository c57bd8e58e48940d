package dev.callboard.it.signin;

import dev.callboard.it.support.NodeProject;
import dev.callboard.it.support.Poll;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real OpenID provider as a process. */
final class OpenIdProvider implements AutoCloseable {
  private static final String LOG = "provider.log";

  private final Process process;
  private final String issuer;

  private OpenIdProvider(Process process, String issuer) {
    this.process = process;
    this.issuer = issuer;
  }

  static OpenIdProvider start(String redirectUri) throws IOException, InterruptedException {
    NodeProject project = NodeProject.install("openid-provider");
    Process process = project.run(List.of("node", "provider.mjs", redirectUri), LOG);
    String printed =
        Poll.until(
            "the OpenID provider",
            Duration.ofSeconds(60),
            () -> project.printed(LOG),
            text -> text.contains("READY ") && text.endsWith("\n") || !process.isAlive());
    if (!printed.contains("READY ")) {
      throw new AssertionError("the OpenID provider ended: " + printed);
    }
    return new OpenIdProvider(
        process, printed.substring(printed.indexOf("READY ") + "READY ".length()).strip());
  }

  String issuer() {
    return issuer;
  }

  /** Says who signs in next. */
  void nextIs(String name) throws IOException, InterruptedException {
    HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(issuer + "/as/" + name)).build(),
            BodyHandlers.discarding());
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
