package dev.callboard.git.transport;

import dev.callboard.integrations.spi.HostClient;
import java.net.Proxy;
import java.net.URL;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/** Has JGit's requests sent by the client of the host, and by nothing else. */
final class ClientConnectionFactory implements HttpConnectionFactory {
  private final HostClient client;
  private final Optional<String> authorization;
  private final String shown;
  private final Optional<Path> packs;

  ClientConnectionFactory(
      HostClient client, Optional<String> authorization, String shown, Optional<Path> packs) {
    this.client = client;
    this.authorization = authorization;
    this.shown = shown;
    this.packs = packs;
  }

  @Override
  public HttpConnection create(URL url) {
    return new ClientConnection(client, url, authorization, shown, packs);
  }

  @Override
  public HttpConnection create(URL url, Proxy proxy) {
    return create(url);
  }
}
