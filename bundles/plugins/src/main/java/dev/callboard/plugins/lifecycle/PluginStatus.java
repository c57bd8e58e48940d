package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.plugin.PluginState;
import dev.callboard.plugins.signature.Verdict;
import dev.callboard.plugins.store.InstalledPlugin;
import java.time.Instant;
import java.util.Optional;
import org.osgi.framework.Bundle;

/**
 * How a plugin is. Immutable.
 *
 * @param installed what the journal says
 * @param state where it is in its life
 * @param reason why it is not simply active, or empty
 * @param unresolved whether it failed for want of what another bundle could bring
 * @param since when this state began
 * @param verdict what its signature is worth
 * @param bundle its bundle, or empty when it could not be installed
 * @param failedUpdate the last update that did not come up, or empty
 */
record PluginStatus(
    InstalledPlugin installed,
    PluginState state,
    String reason,
    boolean unresolved,
    Instant since,
    Verdict verdict,
    Optional<Bundle> bundle,
    Optional<FailedUpdate> failedUpdate) {
  /** How the reason begins of a plugin whose signature no longer counts. */
  static final String NOT_ALLOWED = "It may no longer run: ";

  /**
   * An update that did not come up.
   *
   * @param version the version that failed
   * @param sha256 its digest
   * @param source the file it came from, or empty
   * @param reason why it failed
   * @param unresolved whether another bundle could make it work
   * @param at when
   */
  record FailedUpdate(
      String version,
      String sha256,
      Optional<String> source,
      String reason,
      boolean unresolved,
      Instant at) {}

  static PluginStatus of(InstalledPlugin installed, Verdict verdict, Optional<Bundle> bundle) {
    return new PluginStatus(
        installed,
        PluginState.VERIFIED,
        "",
        false,
        Instant.now(),
        verdict,
        bundle,
        Optional.empty());
  }

  PluginStatus with(PluginState next, String why) {
    return new PluginStatus(
        installed, next, why, false, Instant.now(), verdict, bundle, failedUpdate);
  }

  PluginStatus failed(StartFailedException failure) {
    return new PluginStatus(
        installed,
        PluginState.FAILED,
        failure.getMessage(),
        failure.isUnresolved(),
        Instant.now(),
        verdict,
        bundle,
        failedUpdate);
  }

  PluginStatus withInstalled(InstalledPlugin plugin, Verdict newVerdict) {
    return new PluginStatus(
        plugin, state, reason, unresolved, since, newVerdict, bundle, failedUpdate);
  }

  PluginStatus withBundle(Optional<Bundle> newBundle) {
    return new PluginStatus(
        installed, state, reason, unresolved, since, verdict, newBundle, failedUpdate);
  }

  PluginStatus withFailedUpdate(Optional<FailedUpdate> failure) {
    return new PluginStatus(installed, state, reason, unresolved, since, verdict, bundle, failure);
  }

  /** Returns whether it failed because its signature no longer counts. */
  boolean isBarred() {
    return state == PluginState.FAILED && reason.startsWith(NOT_ALLOWED);
  }

  /** Returns whether its bundle has been started. */
  boolean isStarted() {
    return state == PluginState.ACTIVE || state == PluginState.STARTING;
  }
}
