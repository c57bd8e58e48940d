package dev.callboard.platform.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * An immutable section of the configuration, with Backstage's {@code app-config.yaml} rules applied
 * (layers merged, substitutions made). A path is made of keys joined by dots; a key that itself has
 * a dot is reached through {@link #section}. Keys whose value is {@code null} or that were removed
 * by an undefined variable do not exist.
 *
 * <p>Safe for use by several threads; no method blocks. A getter whose value has the wrong type
 * throws a {@link dev.callboard.platform.error.PortalException} with code {@code INPUT} that names
 * the key, the file and the line, and never the value.
 */
@ProviderType
public interface Config {
  /** Returns whether a value exists at the path. */
  boolean has(String path);

  /** Returns the keys of this section in the order of the file. */
  Set<String> keys();

  /** Returns the object at the path, or empty. */
  Optional<Config> section(String path);

  /** Returns the objects of the list at the path; an absent list is empty. */
  List<Config> sections(String path);

  /** Returns the text at the path; numbers and booleans are returned as text. */
  Optional<String> string(String path);

  /**
   * Returns the texts of the list at the path; a single text counts as a list of one, an absent one
   * is empty.
   */
  List<String> strings(String path);

  /** Returns the whole number at the path; a text of digits counts as a number. */
  Optional<Long> number(String path);

  /**
   * Returns the truth value at the path; the texts true, yes, y, on, false, no, n and off count, as
   * in Backstage.
   */
  Optional<Boolean> bool(String path);

  /**
   * Returns the time span at the path: a text such as {@code 10s}, {@code 5m} or ISO 8601 {@code
   * PT10S}, or an object such as {@code {minutes: 1, seconds: 30}}.
   */
  Optional<Duration> duration(String path);

  /**
   * Returns the size in bytes at the path: a number, or a text such as {@code 16KiB}, {@code 1MB}
   * or {@code 100kb}, where all units are powers of 1,024.
   */
  Optional<Long> bytes(String path);

  /**
   * Returns the value at the path as immutable {@code Map}, {@code List}, {@code String}, {@code
   * Number} or {@code Boolean}, or empty.
   */
  Optional<Object> value(String path);

  /**
   * Returns where the value at the path comes from, such as {@code app-config.yaml:12}, or empty.
   */
  Optional<String> origin(String path);
}
