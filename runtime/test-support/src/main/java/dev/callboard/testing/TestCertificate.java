package dev.callboard.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate for this machine that nobody vouches for, with its key. */
public final class TestCertificate {
  /** Of the file with certificate and key. */
  public static final String PASSWORD = "changeit";

  private static final String ALIAS = "server";
  private static final String OPTIONS =
      "-genkeypair -alias server -keyalg EC -groupname secp256r1 -dname CN=localhost"
          + " -storetype PKCS12 -storepass changeit -keystore";

  private final Path file;
  private final KeyStore store;

  private TestCertificate(Path file, KeyStore store) {
    this.file = file;
    this.store = store;
  }

  /** Makes one below a folder. */
  public static TestCertificate in(Path folder) throws IOException, InterruptedException {
    return in(folder, "dns:localhost,ip:127.0.0.1");
  }

  /**
   * Makes one below a folder.
   *
   * @param names as keytool writes them, such as {@code dns:localhost}
   */
  public static TestCertificate in(Path folder, String names)
      throws IOException, InterruptedException {
    Path file = folder.resolve("keys.p12");
    ProcessBuilder tool =
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    tool.command().addAll(List.of(OPTIONS.split(" ")));
    tool.command().addAll(List.of(file.toString(), "-ext", "san=" + names));
    Process process = tool.inheritIO().start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("keytool failed");
    }
    try {
      return new TestCertificate(file, KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** Returns the file, a PKCS #12 key store. */
  public Path file() {
    return file;
  }

  /** Returns the certificate in PEM form. */
  public String pem() throws GeneralSecurityException {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(store.getCertificate(ALIAS).getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  /** Returns what a server with this certificate makes its connections with. */
  public SSLContext server() throws GeneralSecurityException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
