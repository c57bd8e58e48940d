package dev.callboard.plugins.inspect;

import static dev.callboard.plugins.inspect.JarRefusedException.quote;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads the main section of a manifest (JAR file specification). A header that is there twice is an
 * error here: the framework and the JDK would each choose one of the two in their own way.
 */
final class ManifestReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,70}");

  private ManifestReader() {}

  /** Returns the headers of the main section; names compare without regard to case. */
  static Map<String, String> read(byte[] content) throws JarRefusedException {
    Map<String, StringBuilder> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    StringBuilder current = null;
    for (String line : text(content).split("\r\n|\n|\r", -1)) {
      if (line.isEmpty()) {
        break;
      }
      if (line.startsWith(" ")) {
        if (current == null) {
          throw bad("starts with a continuation line");
        }
        current.append(line, 1, line.length());
        continue;
      }
      int colon = line.indexOf(": ");
      String name = colon < 0 && line.endsWith(":") ? line.substring(0, line.length() - 1) : null;
      String key = colon < 0 ? name : line.substring(0, colon);
      if (key == null || !NAME.matcher(key).matches()) {
        throw bad("has the line " + quote(line) + ", which is no header");
      }
      current = new StringBuilder(colon < 0 ? "" : line.substring(colon + 2));
      if (headers.put(key, current) != null) {
        throw bad("has the header " + key + " twice");
      }
    }
    Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, value) -> values.put(name, value.toString()));
    return values;
  }

  private static String text(byte[] content) throws JarRefusedException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      if (text.indexOf('\0') >= 0) {
        throw bad("has a NUL character");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw bad("is not UTF-8");
    }
  }

  private static JarRefusedException bad(String what) {
    return new JarRefusedException("bad-manifest", "the manifest " + what);
  }
}
