package dev.callboard.integrations;

import dev.callboard.integrations.api.ReadOptions;
import dev.callboard.integrations.api.UrlContent;
import dev.callboard.integrations.api.UrlReader;
import dev.callboard.integrations.rest.HostCredentials;
import dev.callboard.integrations.spi.GitRemote;
import dev.callboard.integrations.spi.SourceHostProvider;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.testing.MapConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;

/** The reader as the component makes it, with a configuration and a directory of its own. */
final class TestReader implements AutoCloseable {
  final Path data;
  private final UrlReaderComponent component;

  TestReader(Map<String, Object> config, CheckedResolver.Lookup lookup) {
    try {
      data = Files.createTempDirectory("callboard-integrations");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    component = new UrlReaderComponent(() -> new MapConfig(config), data, lookup, Optional.empty());
  }

  TestReader(Map<String, Object> config) {
    this(config, InetAddress::getAllByName);
  }

  static TestReader reading(Map<String, Object> reading) {
    return new TestReader(Map.of("backend", Map.of("reading", reading)));
  }

  UrlReader reader() {
    return component.reader();
  }

  HostCredentials credentials() {
    return component.credentials();
  }

  UrlContent read(String url) {
    return reader().read(url, ReadOptions.none());
  }

  PortalException refusal(String url) {
    return Assertions.assertThrows(PortalException.class, () -> read(url));
  }

  /** Goes through a history and returns where git was asked for it. */
  Optional<GitRemote> remoteOf(String url) {
    List<GitRemote> asked = new ArrayList<>();
    component.histories = (remote, commits, visitor, shown) -> asked.add(remote);
    Assertions.assertTrue(reader().commits(url, 5, null));
    component.histories = null;
    Assertions.assertFalse(reader().commits(url, 5, null), "nobody reads with git");
    return asked.stream().findFirst();
  }

  void add(SourceHostProvider provider) {
    component.addProvider(provider);
  }

  void remove(SourceHostProvider provider) {
    component.removeProvider(provider);
  }

  void configChanged(Config before, Config after) {
    component.configChanged(before, after);
  }

  @Override
  public void close() {
    component.close();
    TempDirectories.delete(data);
  }
}
