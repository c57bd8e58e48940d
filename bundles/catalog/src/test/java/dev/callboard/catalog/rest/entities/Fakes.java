package dev.callboard.catalog.rest.entities;

import dev.callboard.platform.config.Config;
import dev.callboard.platform.identity.AccessRestriction;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.identity.PrincipalType;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.PermissionRequest;
import dev.callboard.platform.permission.PermissionService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The services that the resources need, by hand. */
final class Fakes {
  private Fakes() {}

  /** A principal of a name. */
  record Caller(String getName) implements PortalPrincipal {
    @Override
    public PrincipalType type() {
      return PrincipalType.USER;
    }

    @Override
    public List<String> ownershipRefs() {
      return List.of(getName);
    }

    @Override
    public Optional<PortalPrincipal> actor() {
      return Optional.empty();
    }

    @Override
    public List<AccessRestriction> accessRestrictions() {
      return List.of();
    }
  }

  /** Answers each request alike. */
  static final class Policy implements PermissionService {
    private volatile Decision decision = Decision.allow("test");
    private volatile PermissionRequest last;

    void decide(Decision next) {
      decision = next;
    }

    PermissionRequest last() {
      return last;
    }

    @Override
    public List<Decision> authorize(PortalPrincipal principal, List<PermissionRequest> requests) {
      last = requests.get(0);
      return requests.stream().map(request -> decision).toList();
    }
  }

  /** A configuration of whole numbers. */
  record Numbers(Map<String, Long> values) implements Config {
    @Override
    public boolean has(String path) {
      return values.containsKey(path);
    }

    @Override
    public Set<String> keys() {
      return values.keySet();
    }

    @Override
    public Optional<Config> section(String path) {
      return Optional.empty();
    }

    @Override
    public List<Config> sections(String path) {
      return List.of();
    }

    @Override
    public Optional<String> string(String path) {
      return number(path).map(String::valueOf);
    }

    @Override
    public List<String> strings(String path) {
      return List.of();
    }

    @Override
    public Optional<Long> number(String path) {
      return Optional.ofNullable(values.get(path));
    }

    @Override
    public Optional<Boolean> bool(String path) {
      return Optional.empty();
    }

    @Override
    public Optional<Duration> duration(String path) {
      return Optional.empty();
    }

    @Override
    public Optional<Long> bytes(String path) {
      return number(path);
    }

    @Override
    public Optional<Object> value(String path) {
      return Optional.ofNullable(values.get(path));
    }

    @Override
    public Optional<String> origin(String path) {
      return Optional.empty();
    }
  }
}
