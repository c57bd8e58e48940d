package dev.callboard.plugins.inspect;

import static dev.callboard.plugins.inspect.JarRefusedException.quote;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The rules for the names of entries. */
final class EntryNames {
  private static final int FILE_TYPE = 0xf000;
  private static final int REGULAR = 0x8000;
  private static final int DIRECTORY = 0x4000;
  private static final int SET_ID = 0x0c00;

  private EntryNames() {}

  static void check(List<ZipEntryInfo> entries) throws JarRefusedException {
    Set<String> seen = new HashSet<>();
    for (ZipEntryInfo entry : entries) {
      checkPath(entry.name());
      checkType(entry);
      String path = entry.isDirectory() ? chop(entry.name()) : entry.name();
      if (!seen.add(key(path))) {
        throw new JarRefusedException(
            "duplicate-entry", "the entry " + quote(entry.name()) + " is there twice");
      }
    }
  }

  // Readers of META-INF ignore case, so twins there would mean different things to different ones.
  private static String key(String path) {
    String composed = Normalizer.normalize(path, Normalizer.Form.NFC);
    String upper = composed.toUpperCase(Locale.ROOT);
    return upper.startsWith("META-INF/MANIFEST.MF") ? upper : composed;
  }

  private static void checkPath(String name) throws JarRefusedException {
    if (name.isEmpty() || name.startsWith("/") || name.contains("\\") || name.contains(":")) {
      throw slip(name);
    }
    if (name.chars().anyMatch(c -> c < ' ' || c == 127)) {
      throw new JarRefusedException(
          "bad-name", "the entry " + quote(name) + " has a control character in its name");
    }
    String path = name.endsWith("/") ? chop(name) : name;
    for (String segment : path.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        throw slip(name);
      }
    }
  }

  private static void checkType(ZipEntryInfo entry) throws JarRefusedException {
    int type = entry.unixMode() & FILE_TYPE;
    boolean fits = type == 0 || type == (entry.isDirectory() ? DIRECTORY : REGULAR);
    if (!fits || (entry.unixMode() & SET_ID) != 0) {
      throw new JarRefusedException(
          "bad-type",
          "the entry " + quote(entry.name()) + " is a link, a device or has set-id bits");
    }
  }

  private static JarRefusedException slip(String name) {
    return new JarRefusedException(
        "zip-slip",
        "the entry " + quote(name) + " is not a relative path of plain segments joined by slashes");
  }

  private static String chop(String name) {
    return name.substring(0, name.length() - 1);
  }
}
