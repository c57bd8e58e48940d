package dev.callboard.integrations;

import dev.callboard.integrations.api.HostStatus;
import dev.callboard.integrations.spi.HostAccess;
import dev.callboard.integrations.spi.HostClient;
import dev.callboard.integrations.spi.HostProfile;
import dev.callboard.integrations.spi.TreeWriter;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * What hosts reach. How a host behaves is remembered when the configuration changes. Thread-safe.
 */
final class DefaultHostAccess implements HostAccess {
  // Plain web servers are known by name once they were read from; wildcards make names many.
  private static final int MOST_GATES = 10_000;

  private final Network network;
  private final Supplier<AllowedHosts> allowed;
  private final Path data;
  private final TempDirectories directories;
  private final Clock clock;
  private final Map<String, HostGate> gates = new ConcurrentHashMap<>();

  DefaultHostAccess(Network network, Supplier<AllowedHosts> allowed, Path data, Clock clock) {
    this.network = network;
    this.allowed = allowed;
    this.data = data;
    this.clock = clock;
    directories = new TempDirectories(data.resolve("tmp"));
  }

  @Override
  public HostClient client(HostProfile profile) {
    HostGate gate = gate(profile.type(), profile.name());
    gate.perMinute(profile.requestsPerMinute());
    DefaultHostClient.Check check =
        (target, shown) ->
            profile.origins().contains(target.origin())
                ? AllowedHosts.named(target)
                : allowed.get().check(target, shown);
    return new DefaultHostClient(profile, gate, network, check, clock);
  }

  /** Returns a client for a plain web server, which may be asked for what is allowed only. */
  HostClient plain(Target target) {
    HostProfile profile = HostProfile.of("url", target.origin(), java.util.Set.of());
    return new DefaultHostClient(
        profile,
        gate("url", target.origin()),
        network,
        (next, shown) -> allowed.get().check(next, shown),
        clock);
  }

  private HostGate gate(String type, String name) {
    if (gates.size() > MOST_GATES) {
      gates.clear();
    }
    return gates.computeIfAbsent(
        type + " " + name,
        key ->
            new HostGate(
                type, name, network::limits, clock, () -> ThreadLocalRandom.current().nextLong()));
  }

  List<HostStatus> status() {
    return gates.values().stream()
        .map(HostGate::status)
        .sorted(Comparator.comparing(HostStatus::type).thenComparing(HostStatus::name))
        .toList();
  }

  @Override
  public long maxFileBytes() {
    return network.limits().maxBytes();
  }

  @Override
  public long maxTreeBytes() {
    return network.trees().bytes();
  }

  @Override
  public TreeWriter newTree() {
    return new DefaultTreeWriter(directories.create(), network.trees());
  }

  @Override
  public Path cache(String type) {
    if (!type.matches("[A-Za-z0-9-]+")) {
      throw new IllegalArgumentException("not a name of a type: " + type);
    }
    try {
      return Files.createDirectories(data.resolve("cache").resolve(type));
    } catch (IOException e) {
      throw new PortalException(
          ErrorCode.SERVICE_UNAVAILABLE, "the cache of source hosts cannot be made", e);
    }
  }
}
