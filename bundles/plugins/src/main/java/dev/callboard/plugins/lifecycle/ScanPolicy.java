package dev.callboard.plugins.lifecycle;

import dev.callboard.plugins.inspect.RiskyCall;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which risky calls in the classes of a plugin keep it out.
 *
 * @param refused the calls that do
 */
record ScanPolicy(Set<RiskyCall> refused) {
  /** Returns the policy that holds unless the configuration says otherwise. */
  static ScanPolicy defaults() {
    return new ScanPolicy(EnumSet.of(RiskyCall.EXIT, RiskyCall.HALT, RiskyCall.EXEC));
  }

  /** Reads {@code plugins.scan.policy}, and {@code plugins.scan.refuse} when it is refuse. */
  static ScanPolicy of(String policy, java.util.List<String> names) {
    if (policy.equals("allow")) {
      return new ScanPolicy(Set.of());
    }
    if (!policy.equals("refuse")) {
      throw new IllegalArgumentException(
          "plugins.scan.policy is '" + policy + "'; it must be refuse or allow");
    }
    if (names.isEmpty()) {
      return defaults();
    }
    Set<RiskyCall> refused = EnumSet.noneOf(RiskyCall.class);
    names.forEach(name -> refused.add(call(name)));
    return new ScanPolicy(refused);
  }

  private static RiskyCall call(String name) {
    for (RiskyCall call : RiskyCall.values()) {
      if (call.text().equals(name)) {
        return call;
      }
    }
    throw new IllegalArgumentException(
        "plugins.scan.refuse has '"
            + name
            + "'; it may have exit, halt, exec, standard-streams, shutdown-hook, global-settings,"
            + " native and deserialisation");
  }
}
