package dev.callboard.http.tls;

import dev.callboard.http.settings.HttpsSettings;
import dev.callboard.platform.error.PortalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that the server makes for itself. It is kept, so that a browser asks only once
 * whether to trust it, and made anew before it ends or when the host name changes.
 */
final class DevCertificate {
  private static final Logger LOG = LoggerFactory.getLogger(DevCertificate.class);
  private static final Duration RENEW_BEFORE = Duration.ofDays(30);

  private final Path file;

  /** Keeps it below the data directory. */
  DevCertificate(Path data) {
    this.file = data.resolve("https").resolve("self-signed.pem");
  }

  Identity get(String host) {
    try {
      if (Files.exists(file)) {
        String text = Files.readString(file);
        Identity kept = PemParser.parse(new HttpsSettings.Pem(text, text));
        if (isGood((X509Certificate) kept.chain()[0], host)) {
          return kept;
        }
      }
    } catch (IOException | PortalException | CertificateParsingException e) {
      LOG.warn("The certificate in {} cannot be used and is made anew: {}", file, e.getMessage());
    }
    return make(host);
  }

  private static boolean isGood(X509Certificate certificate, String host)
      throws CertificateParsingException {
    Instant end = certificate.getNotAfter().toInstant();
    return end.minus(RENEW_BEFORE).isAfter(Instant.now())
        && certificate.getSubjectAlternativeNames().stream()
            .anyMatch((List<?> name) -> host.equals(name.get(1)));
  }

  private Identity make(String host) {
    Identity made = SelfSigned.make(host, Instant.now());
    try {
      write(
          pem("CERTIFICATE", made.chain()[0].getEncoded())
              + pem("PRIVATE KEY", made.key().getEncoded()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
    LOG.info("Made a self-signed certificate for {} in {}; browsers will warn", host, file);
    return made;
  }

  private void write(String text) throws IOException {
    Files.createDirectories(file.getParent());
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    // Temporary files are readable by their owner only where the system knows such rights.
    Path draft = Files.createTempFile(file.getParent(), ".self-signed", ".new");
    if (posix) {
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
    }
    Files.writeString(draft, text, StandardCharsets.US_ASCII);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String pem(String type, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
  }
}
