package dev.callboard.identity;

import dev.callboard.identity.signin.Vault;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * How the files of keys are encrypted: by AES-256-GCM with the first configured key, readable with
 * each of them, so that keys can be changed. Without a configured key files are as they are, and
 * their mode protects them. A file that is encrypted is never taken for one that is not there.
 */
final class KeySeal {
  static final String KEY = "auth.keyEncryption.keys";

  private static final String PREFIX = "callboard-sealed:v1:";
  private static final int BYTES = 32;
  private static final int NAME_DIGITS = 8;

  private final List<Key> keys;
  private final Optional<String> problem;

  /** A key, and what it is called in files and messages. */
  private record Key(String name, Vault vault) {}

  private KeySeal(List<Key> keys, Optional<String> problem) {
    this.keys = List.copyOf(keys);
    this.problem = problem;
  }

  /** Encrypts nothing. */
  static KeySeal none() {
    return new KeySeal(List.of(), Optional.empty());
  }

  /** Neither reads nor writes anything, because nobody knows how. */
  static KeySeal unknown(String problem) {
    return new KeySeal(List.of(), Optional.of(problem));
  }

  /**
   * Reads the configuration.
   *
   * @throws PortalException with code {@code INPUT} that says which key is wrong, and no key
   */
  static KeySeal of(Config config) {
    List<String> texts = config.strings(KEY);
    if (config.has("auth.keyEncryption") && texts.isEmpty()) {
      throw PortalException.input(
          KEY + " is missing or empty; a variable that is not set removes the key, too");
    }
    List<Key> keys = new ArrayList<>();
    for (String text : texts) {
      keys.add(key(text, KEY + "[" + keys.size() + "]"));
    }
    return new KeySeal(keys, Optional.empty());
  }

  private static Key key(String text, String where) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text.trim());
      if (bytes.length == BYTES) {
        return new Key(name(bytes), new Vault(() -> bytes));
      }
    } catch (IllegalArgumentException e) {
      // Told below in the same words.
    }
    throw PortalException.input(
        where + " must be " + BYTES + " bytes in base64, as of: openssl rand -base64 " + BYTES);
  }

  private static String name(byte[] key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      return HexFormat.of().formatHex(digest).substring(0, NAME_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }

  /**
   * What a file holds.
   *
   * @param text the content
   * @param current whether it would be written in the same way today
   */
  record Opened(String text, boolean current) {}

  /** Returns what to write into a file. */
  String seal(String file, String text) {
    requireKnown();
    if (keys.isEmpty()) {
      return text;
    }
    Key first = keys.get(0);
    return PREFIX + first.name() + ":" + first.vault().seal(purpose(file), text) + "\n";
  }

  /**
   * Returns what a file holds.
   *
   * @throws PortalException with code {@code INTERNAL} when it is encrypted with a key that is not
   *     configured, or was changed
   */
  Opened open(String file, String stored) {
    requireKnown();
    if (!stored.startsWith(PREFIX)) {
      return new Opened(stored, keys.isEmpty());
    }
    String[] parts = stored.substring(PREFIX.length()).trim().split(":", 2);
    for (Key key : keys) {
      if (parts.length == 2 && key.name().equals(parts[0])) {
        String text =
            key.vault()
                .open(purpose(file), parts[1])
                .orElseThrow(() -> failure(file + " was changed after it was encrypted"));
        return new Opened(text, key == keys.get(0));
      }
    }
    throw failure(
        file
            + " is encrypted with the key "
            + parts[0]
            + ", which is not in "
            + KEY
            + "; that has "
            + keys.stream().map(Key::name).toList());
  }

  private static String purpose(String file) {
    return "key file " + file;
  }

  private void requireKnown() {
    problem.ifPresent(
        why -> {
          throw failure(why);
        });
  }

  private static PortalException failure(String message) {
    return new PortalException(ErrorCode.INTERNAL, message);
  }

  /** Returns whether files are written in the same way. */
  boolean sameAs(KeySeal other) {
    return problem.equals(other.problem) && names().equals(other.names());
  }

  private List<String> names() {
    return keys.stream().map(Key::name).toList();
  }
}
