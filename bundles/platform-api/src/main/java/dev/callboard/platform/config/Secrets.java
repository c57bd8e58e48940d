package dev.callboard.platform.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells what looks like a secret, so that configuration, audit records and logs hide the same
 * things. A guess that errs on the side of hiding: who knows a secret by its value hides it by its
 * value as well. Thread-safe; nothing blocks; no argument may be null.
 */
public final class Secrets {
  /** What is shown in the place of a secret. */
  public static final String HIDDEN = "***";

  private static final Set<String> NAMES =
      Set.of(
          "token",
          "secret",
          "secrets",
          "password",
          "passwd",
          "passphrase",
          "privatekey",
          "signingkey",
          "encryptionkey",
          "keyencryption",
          "apikey",
          "accesskey",
          "accesskeyid",
          "secretkey",
          "credential",
          "credentials",
          "authorization",
          "cookie");

  /**
   * Private keys (RFC 7468), JSON web tokens (RFC 7519), tokens of source hosts and chats, cloud
   * keys, credentials of HTTP (RFC 7617, RFC 6750) and in addresses (RFC 3986, 3.2.1).
   */
  private static final String FORMS =
      "-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)"
          + "|\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*"
          + "|\\b(?:gh[opusr]_|github_pat_|glpat-)[A-Za-z0-9_-]{16,}"
          + "|\\bxox[abeprs]-[A-Za-z0-9-]{10,}"
          + "|\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b"
          + "|(?<=hooks\\.slack\\.com/services/)[A-Za-z0-9/]+"
          + "|(?i:(?<=\\bbearer\\s)[A-Za-z0-9._~+/=-]{8,})"
          + "|(?i:(?<=\\bbasic\\s)(?=[a-z+/]*[0-9=])[A-Za-z0-9+/=]{8,})"
          + "|(?<=://)(?!git@)[^/@\\s]{1,300}(?=@)"
          + "|(?i:(?<=[?&;#](?:[\\w-]{0,40})(?:token|secret|password|key|sig|signature|code)=)"
          + "[^\\s\"'&;#]+)"
          + "|(?i:(?<=password=)[^\\s\"',;&}]+)";

  private static final Pattern FORM = Pattern.compile(FORMS);

  private static final Pattern IN_PROSE =
      Pattern.compile(
          FORMS
              + "|(?i:(?<=(?:token|secret|password|passwd|passphrase|api_key|apikey|api-key)"
              + "[\"']?[=:]\\s?[\"']?)[^\\s\"',;&}]{3,})");

  /** Each form has one of these, which are quick to look for; in small letters. */
  private static final List<String> MARKS =
      List.of(
          "private key",
          "eyj",
          "gh",
          "github",
          "glpat-",
          "xox",
          "akia",
          "asia",
          "hooks.",
          "bearer",
          "basic",
          "@",
          "=");

  private Secrets() {}

  /** Tells whether what stands under a key or header of this name is a secret. */
  public static boolean isName(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    return NAMES.stream().anyMatch(plain::endsWith);
  }

  /** Tells whether a text has a secret of a known form in it. */
  public static boolean areIn(String text) {
    String small = text.toLowerCase(Locale.ROOT);
    return MARKS.stream().anyMatch(small::contains) && FORM.matcher(text).find();
  }

  /**
   * Returns a text of people or of a log in which {@link #HIDDEN} stands for each secret, what
   * follows {@code token:} and the like among them.
   */
  public static String hide(String text) {
    return IN_PROSE.matcher(text).replaceAll(HIDDEN);
  }
}
