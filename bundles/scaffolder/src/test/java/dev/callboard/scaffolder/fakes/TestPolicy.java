package dev.callboard.scaffolder.fakes;

import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.permission.Decision;
import dev.callboard.platform.permission.PermissionRequest;
import dev.callboard.platform.permission.PermissionService;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Allows what it was not told to decide otherwise. */
public final class TestPolicy implements PermissionService {
  private final Map<String, Decision> decisions = new ConcurrentHashMap<>();

  /** Sets the answer for a permission. */
  public void decide(String permission, Decision decision) {
    decisions.put(permission, decision);
  }

  @Override
  public List<Decision> authorize(PortalPrincipal principal, List<PermissionRequest> requests) {
    return requests.stream()
        .map(
            request ->
                decisions.getOrDefault(request.permission().name(), Decision.allow("by default")))
        .toList();
  }
}
