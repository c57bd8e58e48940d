package dev.callboard.audit;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The key that signs and the keys that are trusted, in files that are read when they are first
 * needed. A key that signs is noted among the trusted ones before its first signature, so that its
 * checkpoints can be verified after it was replaced. Thread-safe; methods may block.
 */
final class CheckpointKeys {
  private final CheckpointSettings settings;
  private SigningKey signing;
  private Map<String, VerifierKey> trusted;

  CheckpointKeys(CheckpointSettings settings) {
    this.settings = settings;
  }

  /** The key that signs; made when there is none. */
  synchronized SigningKey signing() {
    if (signing == null) {
      signing = Files.exists(settings.keyFile()) ? read() : create();
    }
    return signing;
  }

  private SigningKey read() {
    try {
      SigningKey key = SigningKey.parse(Files.readString(settings.keyFile()));
      note(key.verifier());
      return key;
    } catch (IOException e) {
      throw unreadable(e);
    } catch (IllegalArgumentException e) {
      throw new PortalException(
          ErrorCode.INTERNAL, "The key file " + settings.keyFile() + " " + e.getMessage());
    }
  }

  private SigningKey create() {
    if (!settings.ownKey()) {
      throw new PortalException(
          ErrorCode.INTERNAL,
          "There is no key file " + settings.keyFile() + " (audit.checkpoints.keyFile)");
    }
    try {
      SigningKey key = SigningKey.create();
      note(key.verifier());
      PrivateFiles.write(settings.keyFile(), key.pem());
      return key;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private void note(VerifierKey key) throws IOException {
    if (!trusted().containsKey(key.id())) {
      PrivateFiles.append(settings.knownKeys(), key.text() + "\n");
      trusted.put(key.id(), key);
    }
  }

  /**
   * Replaces the key by a new one.
   *
   * @return the new one
   * @throws PortalException with code {@code CONFLICT} when the key is the configured one
   */
  synchronized SigningKey rotate() {
    if (!settings.ownKey()) {
      throw new PortalException(
          ErrorCode.CONFLICT,
          "The key is the file of audit.checkpoints.keyFile: replace that and start the server");
    }
    signing = create();
    return signing;
  }

  /** The keys whose signatures count, by their ids, the oldest first. */
  synchronized Map<String, VerifierKey> trusted() {
    if (trusted == null) {
      Map<String, VerifierKey> found = new LinkedHashMap<>();
      try {
        if (Files.exists(settings.knownKeys())) {
          Files.readAllLines(settings.knownKeys()).forEach(line -> add(found, line, "keys.txt"));
        }
      } catch (IOException e) {
        throw unreadable(e);
      }
      settings.trusted().forEach(line -> add(found, line, "audit.checkpoints.trustedKeys"));
      trusted = found;
    }
    return trusted;
  }

  private static void add(Map<String, VerifierKey> keys, String text, String where) {
    if (text.isBlank()) {
      return;
    }
    try {
      VerifierKey key = VerifierKey.parse(text);
      keys.put(key.id(), key);
    } catch (IllegalArgumentException e) {
      throw new PortalException(ErrorCode.INTERNAL, where + ": " + e.getMessage(), e);
    }
  }

  private static PortalException unreadable(IOException cause) {
    return new PortalException(
        ErrorCode.INTERNAL, "The keys of checkpoints cannot be read or written: " + cause, cause);
  }
}
