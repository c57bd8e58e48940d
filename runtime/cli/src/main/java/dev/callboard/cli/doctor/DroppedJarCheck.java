package dev.callboard.cli.doctor;

import dev.callboard.cli.plugins.ConfiguredKeys;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import dev.callboard.plugins.inspect.InspectionLimits;
import dev.callboard.plugins.inspect.JarInspector;
import dev.callboard.plugins.inspect.JarRefusedException;
import dev.callboard.plugins.signature.Digests;
import dev.callboard.plugins.signature.KeyRing;
import dev.callboard.plugins.signature.PluginSigner;
import dev.callboard.plugins.signature.SignatureVerifier;
import dev.callboard.plugins.signature.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Tells what the server will make of a jar in the drop folder, before it is looked into. */
final class DroppedJarCheck {
  private static final String AREA = "bundles";

  private final Optional<Config> config;

  DroppedJarCheck(Optional<Config> config) {
    this.config = config;
  }

  Finding check(Path jar) throws IOException {
    KeyRing keys;
    try {
      keys = config.map(ConfiguredKeys::of).orElse(KeyRing.empty());
    } catch (PortalException e) {
      return Finding.error("config", e.getMessage(), "");
    }
    Path signature = PluginSigner.signatureFileOf(jar);
    Optional<byte[]> content =
        Files.exists(signature) ? Optional.of(Files.readAllBytes(signature)) : Optional.empty();
    Verdict verdict =
        new SignatureVerifier(keys, Clock.systemUTC()).verify(Digests.sha256(jar), content);
    if (verdict.isBad()) {
      return Finding.error(
          AREA,
          jar + " has a signature that is " + verdict.status().text() + ": " + verdict.reason(),
          "The server refuses it. Get it from its publisher again, or remove it.");
    }
    if (content.isEmpty() && policy().equals("deny")) {
      return Finding.error(
          AREA,
          jar + " is not signed, and plugins.signatures.policy is deny",
          "Sign it with 'callboard plugins sign'.");
    }
    return inspected(jar, verdict);
  }

  private String policy() {
    return config.flatMap(read -> read.string("plugins.signatures.policy")).orElse("warn");
  }

  private static Finding inspected(Path jar, Verdict verdict) throws IOException {
    try {
      var manifest = new JarInspector(InspectionLimits.defaults(), true).inspect(jar).manifest();
      return Finding.ok(
          AREA,
          jar
              + " is plugin "
              + manifest.pluginId()
              + " "
              + manifest.version()
              + ", "
              + (verdict.keyId().isEmpty() ? "unsigned" : "signed by " + verdict.publisher()));
    } catch (JarRefusedException e) {
      return Finding.error(AREA, jar + " is refused: " + e.getMessage(), "");
    }
  }
}
