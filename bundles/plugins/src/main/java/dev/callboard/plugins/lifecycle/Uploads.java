package dev.callboard.plugins.lifecycle;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.identity.PortalPrincipal;
import dev.callboard.platform.plugin.PluginState;
import dev.callboard.plugins.signature.PluginSignature;
import dev.callboard.plugins.store.StoredJar;
import dev.callboard.plugins.store.TooLargeException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in jars that come over REST, straight to the disk. Thread-safe. */
final class Uploads {
  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

  private final Parts parts;

  Uploads(Parts parts) {
    this.parts = parts;
  }

  /** Receives and checks a jar. */
  Candidate receive(
      InputStream content,
      Optional<byte[]> signature,
      boolean allowDowngrade,
      PortalPrincipal actor) {
    if (signature.filter(bytes -> bytes.length > PluginSignature.MAX_SIZE).isPresent()) {
      throw PortalException.input("the signature is longer than 4096 bytes");
    }
    StoredJar jar = null;
    try {
      jar =
          parts.store().receive(content, signature, parts.settings().current().limits().jarBytes());
      return parts.check().check(jar, Optional.empty(), allowDowngrade);
    } catch (TooLargeException e) {
      throw new PortalException(ErrorCode.PAYLOAD_TOO_LARGE, e.getMessage());
    } catch (RefusedException e) {
      refused(jar, actor, e);
      throw new PortalException(e.code(), e.getMessage());
    } catch (IOException e) {
      if (jar != null) {
        discard(jar);
      }
      throw new PortalException(
          ErrorCode.SERVICE_UNAVAILABLE, "the jar could not be received or stored", e);
    }
  }

  private void refused(StoredJar jar, PortalPrincipal actor, RefusedException e) {
    parts.auditor().tell(Audits.refused("upload", jar, parts.check().verdict(jar), actor, e));
    boolean quarantined = false;
    try {
      if (e.isHostile()) {
        parts.quarantine().take(jar, "upload", e.getMessage());
        quarantined = true;
      } else {
        parts.store().discard(jar);
      }
    } catch (IOException io) {
      LOG.warn("A refused jar could not be put into the quarantine", io);
    }
    parts
        .registry()
        .reject(
            new Registry.Rejected(
                "upload-" + jar.sha256().substring(0, 12),
                PluginState.FAILED,
                e.getMessage(),
                e.rule(),
                jar.sha256(),
                quarantined,
                Instant.now()));
  }

  /** Removes a copy that is not to be kept. */
  void discard(StoredJar jar) {
    try {
      parts.store().discard(jar);
    } catch (IOException e) {
      LOG.warn("A copy in the store could not be deleted", e);
    }
  }
}
