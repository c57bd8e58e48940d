package dev.callboard.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Makes the data source of the driver from the settings. */
final class PostgresSource {
  private PostgresSource() {}

  /**
   * Makes one.
   *
   * @param temporary a folder for the certificate, which the driver wants as a file
   * @param connectSeconds how long connecting may take
   * @param answerSeconds how long the server may be silent while an answer is waited for
   */
  static DataSource of(
      PostgresSettings settings, Path temporary, int connectSeconds, int answerSeconds) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {settings.host()});
    source.setPortNumbers(new int[] {settings.port()});
    source.setDatabaseName(settings.database());
    source.setUser(settings.user());
    source.setPassword(settings.password());
    source.setApplicationName("callboard");
    source.setConnectTimeout(connectSeconds);
    source.setLoginTimeout(connectSeconds);
    source.setSocketTimeout(answerSeconds);
    source.setTcpKeepAlive(true);
    settings.ssl().ifPresent(tls -> encrypt(source, tls, temporary));
    return source;
  }

  private static void encrypt(PGSimpleDataSource source, PostgresSettings.Tls tls, Path temporary) {
    if (!tls.verify()) {
      source.setSslMode("require");
      return;
    }
    source.setSslMode("verify-full");
    if (tls.ca().isEmpty()) {
      source.setSslfactory("org.postgresql.ssl.DefaultJavaSSLFactory");
      return;
    }
    try {
      Files.createDirectories(temporary);
      Path file = temporary.resolve("postgres-ca.pem");
      source.setSslRootCert(Files.writeString(file, tls.ca().get()).toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the certificate for PostgreSQL", e);
    }
  }
}
