package dev.callboard.integrations.git;

import dev.callboard.integrations.api.SourceTree;
import dev.callboard.integrations.rest.RestAnswer;
import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.HostAnswer;
import dev.callboard.integrations.spi.HostClient;
import dev.callboard.integrations.spi.HostProfile;
import dev.callboard.integrations.spi.HostRequest;
import dev.callboard.integrations.spi.TreeWriter;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Sends requests with the JDK's client, and writes trees without any limits. */
final class FakeAccess implements HostAccess {
  boolean damage;
  long maxTreeBytes = 1 << 20;
  private final Path root;
  private int trees;

  FakeAccess(Path root) {
    this.root = root;
  }

  @Override
  public HostClient client(HostProfile profile) {
    return new Client();
  }

  @Override
  public long maxFileBytes() {
    return 1 << 20;
  }

  @Override
  public long maxTreeBytes() {
    return maxTreeBytes;
  }

  @Override
  public synchronized TreeWriter newTree() {
    try {
      return new Writer(Files.createDirectories(root.resolve("t" + trees++)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Path cache(String type) {
    throw new AssertionError("no cache is expected");
  }

  private static void delete(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Client implements HostClient {
    @Override
    public HostAnswer send(HostRequest request) {
      HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri());
      request.headers().forEach(builder::header);
      try {
        byte[] sent =
            request.bodyFile().isPresent()
                ? Files.readAllBytes(request.bodyFile().get())
                : request.body().orElse(new byte[0]);
        builder.method(request.method(), HttpRequest.BodyPublishers.ofByteArray(sent));
        HttpResponse<byte[]> answer =
            HttpClient.newHttpClient()
                .send(builder.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() == 404) {
          throw PortalException.notFound("no matching files found for " + request.shown());
        }
        byte[] body = answer.body();
        if (damage && body.length > 300) {
          body[body.length / 2] ^= 0x55;
        }
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        if (request.file().isPresent()) {
          Files.write(request.file().get(), body);
          return new HostAnswer(answer.statusCode(), headers, new byte[0]);
        }
        return new HostAnswer(answer.statusCode(), headers, body);
      } catch (IOException | InterruptedException e) {
        throw PortalException.unavailable("no answer");
      }
    }

    @Override
    public RestAnswer json(HostRequest request) {
      throw new AssertionError("no JSON is expected");
    }

    @Override
    public List<InetAddress> addresses(String origin) {
      try {
        return List.of(InetAddress.getByName(URI.create(origin).getHost()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public <T> T talk(String shown, Callable<T> work) {
      try {
        return work.call();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw PortalException.unavailable("'" + shown + "' could not be read");
      }
    }

    @Override
    public boolean scarce() {
      return false;
    }
  }

  private static final class Writer implements TreeWriter {
    private final Path directory;
    private final TreeSet<String> files = new TreeSet<>();
    private boolean finished;

    Writer(Path directory) {
      this.directory = directory;
    }

    @Override
    public Path scratch() {
      return directory.resolve("scratch");
    }

    @Override
    public void file(String path, InputStream content) throws IOException {
      Path file = directory.resolve("files").resolve(path);
      Files.createDirectories(file.getParent());
      Files.copy(content, file);
      files.add(path);
    }

    @Override
    public void zip(Path archive, int skip, String folder) {
      throw new AssertionError("no archive is expected");
    }

    @Override
    public void tarGz(Path archive, int skip, String folder) {
      throw new AssertionError("no archive is expected");
    }

    @Override
    public SourceTree finish(String etag, String commit) {
      finished = true;
      return SourceTree.of(
          directory.resolve("files"), List.copyOf(files), etag, commit, () -> delete(directory));
    }

    @Override
    public void close() {
      if (!finished && Files.exists(directory)) {
        delete(directory);
      }
    }
  }
}
