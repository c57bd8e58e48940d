package dev.callboard.notifications.email;

import dev.callboard.platform.config.Config;
import java.time.Duration;
import java.util.Optional;

/**
 * Where mail is handed in: {@code transportConfig}. It is not shown as text, since it has a
 * password.
 *
 * @param host its name or address
 * @param port of it
 * @param secure whether it is spoken to through TLS from the first byte
 * @param requireTls whether nothing is sent before TLS has begun, by STARTTLS or from the beginning
 * @param username for signing in, or empty
 * @param password for signing in, or empty
 * @param ca certificates in PEM form that are trusted in the place of those of the JVM, or empty
 * @param timeout of the connection and of each answer
 */
record MailServer(
    String host,
    int port,
    boolean secure,
    boolean requireTls,
    Optional<String> username,
    Optional<String> password,
    Optional<String> ca,
    Duration timeout) {
  private static final int MAX_PORT = 65_535;

  static MailServer of(Config config) {
    String key = "transportConfig.";
    String transport = config.string(key + "transport").orElse("smtp");
    if (!transport.equals("smtp")) {
      throw MailSettings.wrong("transportConfig.transport must be smtp, not '" + transport + "'");
    }
    String host =
        config
            .string(key + "hostname")
            .filter(name -> name.matches("[A-Za-z0-9._:\\[\\]-]{1,253}"))
            .orElseThrow(
                () -> MailSettings.wrong("transportConfig.hostname must be the name of a host"));
    boolean secure = config.bool(key + "secure").orElse(false);
    long port = config.number(key + "port").orElse(secure ? 465L : 587L);
    if (port < 1 || port > MAX_PORT) {
      throw MailSettings.wrong("transportConfig.port must be from 1 to " + MAX_PORT);
    }
    Optional<String> username = config.string(key + "username");
    Optional<String> password = config.string(key + "password");
    if (username.isPresent() != password.isPresent()) {
      throw MailSettings.wrong("transportConfig needs both username and password, or none");
    }
    return new MailServer(
        host,
        (int) port,
        secure,
        config.bool(key + "requireTls").orElse(username.isPresent()),
        username,
        password,
        config.string(key + "ca"),
        config.duration(key + "timeout").orElse(Duration.ofSeconds(15)));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
