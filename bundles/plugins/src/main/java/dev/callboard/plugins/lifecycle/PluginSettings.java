package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.config.Config;
import dev.callboard.plugins.inspect.InspectionLimits;
import dev.callboard.plugins.signature.KeyPairFiles;
import dev.callboard.plugins.signature.KeyRing;
import dev.callboard.plugins.signature.SignaturePolicy;
import dev.callboard.plugins.signature.TrustedKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The section {@code plugins} of the configuration.
 *
 * @param policy what happens to unsigned plugins
 * @param keys whose signatures count
 * @param signatureWait how long a dropped jar waits for its signature file
 * @param limits how much of everything a jar may have
 * @param multiRelease whether classes may have variants for later Java versions
 * @param scan which risky calls keep a plugin out
 * @param allowDowngrade whether an older version may replace a newer one
 * @param allowSameVersion whether other bytes with the same version may replace the present ones
 * @param start how long starting may take
 * @param stop how long stopping may take
 * @param drain how long requests under way may take when a version goes
 * @param grace how long a new version has to become healthy
 * @param rescan the longest time between two looks into the drop folder
 * @param quota what a running plugin may use
 * @param leakCheck how long a stopped plugin's class loader may stay before it counts as leaked
 * @param policyPlugin the plugin whose permission policy counts, or empty
 */
record PluginSettings(
    SignaturePolicy policy,
    KeyRing keys,
    Duration signatureWait,
    InspectionLimits limits,
    boolean multiRelease,
    ScanPolicy scan,
    boolean allowDowngrade,
    boolean allowSameVersion,
    Duration start,
    Duration stop,
    Duration drain,
    Duration grace,
    Duration rescan,
    Quota quota,
    Duration leakCheck,
    String policyPlugin) {

  /**
   * What a running plugin may use.
   *
   * @param threads threads started from its activation
   * @param services registered services
   * @param diskBytes bytes in its bundle storage
   */
  record Quota(int threads, int services, long diskBytes) {}

  /**
   * Reads the configuration.
   *
   * @throws RuntimeException that names the key when a value is not right
   */
  static PluginSettings of(Config config) {
    return new PluginSettings(
        config
            .string("plugins.signatures.policy")
            .map(SignaturePolicy::of)
            .orElse(SignaturePolicy.WARN),
        keys(config),
        config.duration("plugins.signatures.wait").orElse(Duration.ofSeconds(2)),
        limits(config),
        config.bool("plugins.inspection.allowMultiRelease").orElse(false),
        ScanPolicy.of(
            config.string("plugins.scan.policy").orElse("refuse"),
            config.strings("plugins.scan.refuse")),
        config.bool("plugins.allowDowngrade").orElse(false),
        config.bool("plugins.allowSameVersion").orElse(false),
        config.duration("plugins.deadlines.start").orElse(Duration.ofSeconds(30)),
        config.duration("plugins.deadlines.stop").orElse(Duration.ofSeconds(10)),
        config.duration("plugins.deadlines.drain").orElse(Duration.ofSeconds(10)),
        config.duration("plugins.deadlines.health").orElse(Duration.ofSeconds(4)),
        config.duration("plugins.dropFolder.rescan").orElse(Duration.ofMillis(500)),
        quota(config),
        config.duration("plugins.leaks.after").orElse(Duration.ofSeconds(30)),
        policyPlugin(config));
  }

  /** The key holds the plugin itself, or an object that says more of the policy. */
  private static String policyPlugin(Config config) {
    boolean object = config.section("permission.policy").isPresent();
    return config.string(object ? "permission.policy.plugin" : "permission.policy").orElse("");
  }

  /** Returns how long a dropped jar without a signature is held back. */
  Duration holdBack() {
    boolean matters =
        policy == SignaturePolicy.DENY || (policy == SignaturePolicy.WARN && !keys.isEmpty());
    return matters ? signatureWait : Duration.ZERO;
  }

  private static KeyRing keys(Config config) {
    List<TrustedKey> trusted =
        config.sections("plugins.signatures.trustedKeys").stream()
            .map(PluginSettings::trustedKey)
            .toList();
    return new KeyRing(trusted, config.strings("plugins.signatures.revokedKeys"));
  }

  private static TrustedKey trustedKey(Config config) {
    Function<String, String> required =
        name ->
            config
                .string(name)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "an item of plugins.signatures.trustedKeys has no " + name));
    String id = required.apply("id");
    try {
      return new TrustedKey(
          id,
          KeyPairFiles.decodePublic(required.apply("publicKey")),
          required.apply("publisher"),
          config.string("expires").map(PluginSettings::instant));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("trusted key '" + id + "': " + e.getMessage(), e);
    }
  }

  private static Instant instant(String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "expires must be a date such as 2027-01-31 or a time such as 2027-01-31T00:00:00Z", e);
    }
  }

  private static InspectionLimits limits(Config config) {
    InspectionLimits defaults = InspectionLimits.defaults();
    Optional<Config> section = config.section("plugins.limits");
    if (section.isEmpty()) {
      return defaults;
    }
    Config limits = section.get();
    return new InspectionLimits(
        limits.bytes("jarSize").orElse(defaults.jarBytes()),
        limits.number("entries").map(Math::toIntExact).orElse(defaults.entries()),
        limits.bytes("totalSize").orElse(defaults.totalBytes()),
        limits.number("ratio").map(Math::toIntExact).orElse(defaults.ratio()),
        limits.number("pathLength").map(Math::toIntExact).orElse(defaults.pathLength()),
        limits.bytes("manifestSize").map(Math::toIntExact).orElse(defaults.manifestBytes()),
        limits.number("headerClauses").map(Math::toIntExact).orElse(defaults.headerClauses()),
        limits.duration("inspectionTime").orElse(defaults.time()));
  }

  private static Quota quota(Config config) {
    return new Quota(
        config.number("plugins.quota.threads").map(Math::toIntExact).orElse(200),
        config.number("plugins.quota.services").map(Math::toIntExact).orElse(5_000),
        config.bytes("plugins.quota.disk").orElse(1L << 30));
  }
}
