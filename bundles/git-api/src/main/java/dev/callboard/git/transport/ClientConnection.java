package dev.callboard.git.transport;

import dev.callboard.integrations.spi.HostAnswer;
import dev.callboard.integrations.spi.HostClient;
import dev.callboard.integrations.spi.HostRequest;
import dev.callboard.platform.error.PortalException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;

/**
 * One request of JGit. A pack may be large, so where one is expected what is posted and what is
 * answered goes through files, which are deleted when they have been read. What JGit says about
 * redirects, certificates and encodings counts for nothing; the client decides.
 */
final class ClientConnection implements HttpConnection {
  private static final Set<String> NOT_SENT =
      Set.of("accept-encoding", "authorization", "user-agent", "host", "connection");

  private final HostClient client;
  private final URL url;
  private final Optional<String> authorization;
  private final String shown;
  private final Optional<Path> packs;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private String method = "GET";
  private HostAnswer answer;
  private Path bodyFile;
  private Path pack;

  ClientConnection(
      HostClient client,
      URL url,
      Optional<String> authorization,
      String shown,
      Optional<Path> packs) {
    this.client = client;
    this.url = url;
    this.authorization = authorization;
    this.shown = shown;
    this.packs = packs;
  }

  private HostAnswer answer() throws IOException {
    if (answer != null) {
      return answer;
    }
    URI uri = URI.create(url.toString());
    HostRequest request = HostRequest.get(uri, shown);
    if (method.equals("POST")) {
      request = HostRequest.post(uri, shown, body.toByteArray());
      if (bodyFile != null) {
        request = request.from(bodyFile);
      }
      if (packs.isPresent()) {
        pack = Files.createTempFile(packs.get(), "answer", ".pack");
        request = request.into(pack);
      }
    }
    for (Map.Entry<String, String> header : headers.entrySet()) {
      request = request.header(header.getKey(), header.getValue());
    }
    try {
      answer = client.send(request.header("Authorization", authorization.orElse(null)));
      return answer;
    } catch (PortalException e) {
      throw new IOException(e);
    } finally {
      if (bodyFile != null) {
        Files.deleteIfExists(bodyFile);
      }
    }
  }

  @Override
  public int getResponseCode() throws IOException {
    return answer().status();
  }

  @Override
  public String getResponseMessage() throws IOException {
    return "";
  }

  @Override
  public URL getURL() {
    return url;
  }

  @Override
  public Map<String, List<String>> getHeaderFields() {
    return answer == null ? Map.of() : answer.headers();
  }

  @Override
  public String getHeaderField(String name) {
    return answer == null ? null : answer.header(name).orElse(null);
  }

  @Override
  public List<String> getHeaderFields(String name) {
    return getHeaderFields().getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  @Override
  public String getContentType() {
    return getHeaderField("content-type");
  }

  @Override
  public int getContentLength() {
    return -1;
  }

  @Override
  public void setRequestProperty(String key, String value) {
    if (!NOT_SENT.contains(key.toLowerCase(Locale.ROOT))) {
      headers.put(key, value);
    }
  }

  @Override
  public void setRequestMethod(String name) {
    method = name;
  }

  @Override
  public String getRequestMethod() {
    return method;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    byte[] bytes = answer().bytes();
    return pack == null
        ? new ByteArrayInputStream(bytes)
        : Files.newInputStream(pack, StandardOpenOption.DELETE_ON_CLOSE);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    if (packs.isEmpty()) {
      return body;
    }
    bodyFile = Files.createTempFile(packs.get(), "request", ".pack");
    return new BufferedOutputStream(Files.newOutputStream(bodyFile));
  }

  @Override
  public void connect() throws IOException {
    answer();
  }

  @Override
  public void setUseCaches(boolean use) {}

  @Override
  public void setConnectTimeout(int timeout) {}

  @Override
  public void setReadTimeout(int timeout) {}

  @Override
  public void setInstanceFollowRedirects(boolean redirect) {}

  @Override
  public void setDoOutput(boolean output) {}

  @Override
  public void setFixedLengthStreamingMode(int length) {}

  @Override
  public void setChunkedStreamingMode(int length) {}

  @Override
  public boolean usingProxy() {
    return false;
  }

  @Override
  public void configure(
      KeyManager[] keys, TrustManager[] trust, java.security.SecureRandom random) {
    throw new IllegalStateException("certificates are checked by the client");
  }

  @Override
  public void setHostnameVerifier(HostnameVerifier verifier) {
    throw new IllegalStateException("names are checked by the client");
  }
}
