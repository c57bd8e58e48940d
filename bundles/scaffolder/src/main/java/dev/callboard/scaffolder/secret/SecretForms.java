package dev.callboard.scaffolder.secret;

import dev.callboard.scaffolder.json.JsonText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The ways to write one secret. */
final class SecretForms {
  private static final int SHORTEST_ENCODED = 6;

  private final String secret;
  private final Set<String> forms = new LinkedHashSet<>();

  /** Letters that are found also with other characters between them. */
  private final List<String> spread;

  SecretForms(String secret, int shortestSpread) {
    this.secret = secret;
    String reversed = new StringBuilder(secret).reverse().toString();
    forms.add(secret);
    if (secret.length() >= SHORTEST_ENCODED) {
      forms.add(reversed);
    }
    String json = JsonText.write(secret);
    forms.add(json.substring(1, json.length() - 1));
    forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"));
    forms.add(secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    forms.add(HexFormat.of().formatHex(bytes));
    base64(bytes);
    if (secret.length() >= SHORTEST_ENCODED) {
      base64(reversed.getBytes(StandardCharsets.UTF_8));
    }
    String letters = SpreadText.of(secret);
    spread =
        letters.length() < shortestSpread
            ? List.of()
            : List.of(letters, new StringBuilder(letters).reverse().toString());
    forms.removeIf(String::isEmpty);
  }

  /** Adds what stays the same whatever stands before and after the secret, in three positions. */
  private void base64(byte[] bytes) {
    for (int shift = 0; shift < 3; shift++) {
      byte[] shifted = new byte[shift + bytes.length];
      System.arraycopy(bytes, 0, shifted, shift, bytes.length);
      for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        String text = encoder.withoutPadding().encodeToString(shifted);
        int from = shift == 0 ? 0 : shift + 1;
        // The last character holds bits of what follows, unless the bytes end with it.
        int to = shifted.length % 3 == 0 ? text.length() : text.length() - 1;
        if (to - from >= SHORTEST_ENCODED) {
          forms.add(text.substring(from, to));
        }
      }
    }
  }

  boolean isOf(String text) {
    return secret.equals(text);
  }

  boolean mark(String text, SpreadText letters, boolean[] hidden) {
    boolean found = false;
    for (String form : forms) {
      found |= mark(text, form, hidden);
    }
    for (String each : spread) {
      found |= letters.mark(each, hidden);
    }
    return found;
  }

  private static boolean mark(String text, String form, boolean[] hidden) {
    boolean found = false;
    for (int at = 0; at <= text.length() - form.length(); at++) {
      if (text.regionMatches(true, at, form, 0, form.length())) {
        Arrays.fill(hidden, at, at + form.length(), true);
        found = true;
      }
    }
    return found;
  }
}
