package dev.callboard.plugins.log;

import java.util.regex.Pattern;

/**
 * Hides what looks like a secret in a line: private keys, tokens of known forms, credentials in
 * addresses, and what follows a name such as {@code token=}.
 */
final class SecretMask {
  private static final Pattern SECRET =
      Pattern.compile(
          "-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)"
              + "|\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*"
              + "|\\b(?:gh[opusr]_|github_pat_|glpat-)[A-Za-z0-9_-]{16,}"
              + "|\\bxox[abeprs]-[A-Za-z0-9-]{10,}|\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b"
              + "|(?i:(?<=\\bbearer\\s)[A-Za-z0-9._~+/=-]{8,})|(?<=://)[^/@\\s]{1,300}(?=@)"
              + "|(?i:(?<=(?:token|secret|password|passwd|passphrase|api_key|apikey|api-key)[\"']?[=:]"
              + "\\s?[\"']?)[^\\s\"',;&}]{3,})");

  private SecretMask() {}

  static String hide(String text) {
    return SECRET.matcher(text).replaceAll("***");
  }
}
