package dev.callboard.scaffolder.git;

import dev.callboard.integrations.spi.HostClient;
import java.net.Proxy;
import java.net.URL;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/** Has JGit's requests sent by the client of the host, and by nothing else. */
final class HostConnectionFactory implements HttpConnectionFactory {
  private final HostClient client;
  private final Optional<String> authorization;
  private final String shown;
  private final Path directory;

  HostConnectionFactory(
      HostClient client, Optional<String> authorization, String shown, Path directory) {
    this.client = client;
    this.authorization = authorization;
    this.shown = shown;
    this.directory = directory;
  }

  @Override
  public HttpConnection create(URL url) {
    return new HostConnection(client, url, authorization, shown, directory);
  }

  @Override
  public HttpConnection create(URL url, Proxy proxy) {
    return create(url);
  }
}
