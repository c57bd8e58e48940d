package dev.callboard.scaffolder.workspace;

import dev.callboard.platform.error.PortalException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads paths of a workspace into their parts, and refuses those that mean another place. */
final class WorkspacePath {
  private static final int MAX_NAME = 255;

  private WorkspacePath() {}

  /** Returns the parts; none for the workspace itself. */
  static List<String> parse(String path) {
    if (path.startsWith("/")) {
      throw outside(path, "must be relative");
    }
    path.codePoints()
        .filter(c -> c == '\\' || Character.isISOControl(c))
        .findFirst()
        .ifPresent(
            c -> {
              throw outside(path, "must not have a backslash or a control character");
            });
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/")) {
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(checked(part, path, parts.isEmpty()));
      }
    }
    return parts;
  }

  /** Returns whether a path can name something; what cannot be named is as if it were not there. */
  static boolean canName(String name) {
    return !isGit(name)
        && !name.startsWith("~")
        && !name.endsWith(":")
        && name.codePoints().noneMatch(c -> c == '\\' || Character.isISOControl(c));
  }

  /** Returns the path of parts. */
  static String text(List<String> parts) {
    return String.join("/", parts);
  }

  private static String checked(String part, String path, boolean first) {
    if (part.equals("..")) {
      throw outside(path, "must not have a part '..'");
    }
    if (first && (part.startsWith("~") || part.endsWith(":"))) {
      throw outside(path, "must not start with a home directory or a drive");
    }
    if (isGit(part)) {
      throw outside(path, "must not have a part '.git'");
    }
    if (part.getBytes(StandardCharsets.UTF_8).length > MAX_NAME) {
      throw outside(path, "must not have a part of more than " + MAX_NAME + " bytes");
    }
    return part;
  }

  /**
   * Some file systems take other names for {@code .git}: those with another case, with characters
   * that do not show, with dots or blanks at the end, and the short name {@code git~1}.
   */
  private static boolean isGit(String part) {
    StringBuilder shown = new StringBuilder();
    Normalizer.normalize(part, Normalizer.Form.NFKC)
        .codePoints()
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .filter(c -> !Character.isIdentifierIgnorable(c))
        .forEach(shown::appendCodePoint);
    String name = shown.toString().toLowerCase(Locale.ROOT).replaceAll("[. ]+$", "");
    int stream = name.indexOf(':');
    String base = stream < 0 ? name : name.substring(0, stream).replaceAll("[. ]+$", "");
    return base.equals(".git") || base.equals("git~1");
  }

  private static PortalException outside(String path, String why) {
    return PortalException.input(
        "The path '" + printable(path) + "' is outside of the workspace: it " + why);
  }

  /** Returns a path for a message: short, and without characters that could change its look. */
  static String printable(String path) {
    StringBuilder text = new StringBuilder();
    path.codePoints()
        .limit(200)
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .forEach(text::appendCodePoint);
    return text.toString();
  }
}
