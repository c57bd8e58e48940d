package dev.callboard.cli.plugins;

import dev.callboard.cli.CommandFailure;
import dev.callboard.cli.ConfigFiles;
import dev.callboard.cli.Terminal;
import dev.callboard.platform.error.PortalException;
import dev.callboard.plugins.signature.Digests;
import dev.callboard.plugins.signature.JarIdentity;
import dev.callboard.plugins.signature.KeyPairFiles;
import dev.callboard.plugins.signature.KeyRing;
import dev.callboard.plugins.signature.PluginSigner;
import dev.callboard.plugins.signature.SignatureStatus;
import dev.callboard.plugins.signature.SignatureVerifier;
import dev.callboard.plugins.signature.TrustedKey;
import dev.callboard.plugins.signature.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The work of {@code plugins verify}. */
final class Verification {
  private final Terminal terminal;
  private final SignatureVerifier verifier;

  Verification(Terminal terminal, List<Path> keys, List<Path> configs) throws IOException {
    this.terminal = terminal;
    KeyRing ring = keys.isEmpty() ? configured(configs) : named(keys);
    this.verifier = new SignatureVerifier(ring, Clock.systemUTC());
  }

  /** Prints a line for each jar. Returns whether all are signed. */
  boolean run(List<Path> jars) throws IOException {
    boolean all = true;
    for (Path jar : jars) {
      Path file = terminal.resolve(jar);
      Path signature = PluginSigner.signatureFileOf(file);
      Optional<byte[]> content =
          Files.exists(signature) ? Optional.of(Files.readAllBytes(signature)) : Optional.empty();
      Verdict verdict = verifier.verify(Digests.sha256(file), content);
      String problem = verdict.reason().isEmpty() ? mismatch(file, verdict) : verdict.reason();
      all &= verdict.status() == SignatureStatus.SIGNED && problem.isEmpty();
      terminal.out().println(jar + ": " + describe(verdict, problem));
    }
    return all;
  }

  private static String describe(Verdict verdict, String problem) {
    if (!problem.isEmpty()) {
      SignatureStatus shown =
          verdict.status() == SignatureStatus.SIGNED ? SignatureStatus.INVALID : verdict.status();
      return shown.text() + ", " + problem;
    }
    return "signed by "
        + verdict.publisher()
        + " (key "
        + verdict.keyId().get()
        + ") as "
        + verdict.pluginId().get()
        + " "
        + verdict.version().get();
  }

  /** A good signature of one plugin must not vouch for another one. */
  private static String mismatch(Path jar, Verdict verdict) throws IOException {
    try {
      JarIdentity identity = JarIdentity.read(jar);
      boolean same =
          verdict.pluginId().equals(Optional.of(identity.pluginId()))
              && verdict.version().equals(Optional.of(identity.version()));
      return same
          ? ""
          : "the signature is for another plugin or version than the jar: "
              + identity.pluginId()
              + " "
              + identity.version();
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  private KeyRing configured(List<Path> configs) {
    try {
      return ConfiguredKeys.of(ConfigFiles.load(terminal, configs));
    } catch (PortalException e) {
      throw new CommandFailure(e.getMessage(), e);
    }
  }

  private KeyRing named(List<Path> files) throws IOException {
    List<TrustedKey> keys = new ArrayList<>();
    try {
      for (Path file : files) {
        String id = file.getFileName().toString().replaceFirst("\\.pub$", "");
        keys.add(
            new TrustedKey(
                id, KeyPairFiles.readPublic(terminal.resolve(file)), id, Optional.empty()));
      }
      return new KeyRing(keys, Set.of());
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(e.getMessage(), e);
    }
  }
}
