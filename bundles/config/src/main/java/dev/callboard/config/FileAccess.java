package dev.callboard.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads the texts of a configuration and remembers what was looked at, to watch it. */
class FileAccess {
  static final int MAX_BYTES = 4 * 1024 * 1024;

  private final Set<Path> seen = new LinkedHashSet<>();

  /**
   * Reads a text.
   *
   * @param referrer where the file is named, for errors
   */
  String read(Path path, Origin referrer) {
    seen.add(path);
    try {
      return decode(bytes(path));
    } catch (NoSuchFileException e) {
      throw ConfigException.at(referrer, "the file " + path + " does not exist");
    } catch (AccessDeniedException e) {
      throw ConfigException.at(referrer, "the file " + path + " may not be read by this process");
    } catch (CharacterCodingException e) {
      throw ConfigException.at(referrer, "the file " + path + " is not UTF-8 text");
    } catch (TooLargeException e) {
      throw ConfigException.at(
          referrer, "the file " + path + " is larger than " + MAX_BYTES + " bytes");
    } catch (IOException e) {
      throw ConfigException.at(
          referrer, "the file " + path + " cannot be read: " + e.getClass().getSimpleName());
    }
  }

  /** Whether the file is there; it is watched in either case. */
  boolean exists(Path path) {
    seen.add(path);
    return Files.exists(path);
  }

  /** The files that were looked at, there or not. */
  Set<Path> seen() {
    return Set.copyOf(seen);
  }

  byte[] bytes(Path path) throws IOException {
    try (var in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new TooLargeException();
      }
      return bytes;
    }
  }

  private static String decode(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
