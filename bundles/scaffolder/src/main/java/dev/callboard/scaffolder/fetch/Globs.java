package dev.callboard.scaffolder.fetch;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.scaffolder.template.regex.Regex;
import dev.callboard.scaffolder.template.value.Meter;
import dev.callboard.scaffolder.template.value.ScriptError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Patterns of paths: {@code *} and {@code ?} within a name, {@code **} across directories, {@code
 * [a-z]}, {@code {a,b}}; one that begins with {@code !} takes back what others matched. A directory
 * stands for all that is in it. Names that begin with a dot are like others.
 */
public final class Globs {
  private static final long STEPS = 100_000;

  private record Glob(Regex regex, boolean negated) {}

  private final List<Glob> globs = new ArrayList<>();

  /**
   * Reads patterns.
   *
   * @throws PortalException with code {@code INPUT} for one that cannot be read
   */
  public Globs(List<String> patterns) {
    for (String pattern : patterns) {
      boolean negated = pattern.startsWith("!");
      String path = negated ? pattern.substring(1) : pattern;
      path = path.startsWith("./") ? path.substring(2) : path;
      path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
      try {
        globs.add(new Glob(new Regex("^" + regex(path) + "(?:/.*)?$", ""), negated));
      } catch (ScriptError e) {
        throw new PortalException(ErrorCode.INPUT, "The glob " + pattern + " cannot be read");
      }
    }
  }

  /** Returns whether a path matches. */
  public boolean match(String path) {
    boolean matches = false;
    for (Glob glob : globs) {
      Meter meter = new Meter(Duration.ofSeconds(1), STEPS, STEPS, 1);
      try {
        if (glob.negated() == matches && glob.regex().find(path, 0, meter) != null) {
          matches = !glob.negated();
        }
      } catch (ScriptError e) {
        throw new PortalException(ErrorCode.INPUT, "A glob takes too long on the path " + path);
      }
    }
    return matches;
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    int braces = 0;
    for (int i = 0; i < glob.length(); i++) {
      char character = glob.charAt(i);
      switch (character) {
        case '*' -> i = stars(glob, i, regex);
        case '?' -> regex.append("[^/]");
        case '[' -> i = characters(glob, i, regex);
        case '{' -> {
          boolean isChoice = isChoice(glob, i);
          braces += isChoice ? 1 : 0;
          regex.append(isChoice ? "(?:" : "\\{");
        }
        case '}' -> {
          regex.append(braces > 0 ? ")" : "\\}");
          braces = Math.max(0, braces - 1);
        }
        case ',' -> regex.append(braces > 0 ? "|" : ",");
        case '\\' -> i = escaped(glob, i, regex);
        default -> literal(character, regex);
      }
    }
    return regex.append(")".repeat(braces)).toString();
  }

  /** Braces are a choice when they are closed and there is a comma in them; else they are text. */
  private static boolean isChoice(String glob, int at) {
    int depth = 0;
    boolean hasComma = false;
    for (int i = at; i < glob.length(); i++) {
      char character = glob.charAt(i);
      depth += character == '{' ? 1 : character == '}' ? -1 : 0;
      hasComma |= character == ',' && depth == 1;
      if (depth == 0) {
        return hasComma;
      }
    }
    return false;
  }

  private static void literal(char character, StringBuilder regex) {
    if (".+()|^$}]".indexOf(character) >= 0) {
      regex.append('\\');
    }
    regex.append(character);
  }

  private static int escaped(String glob, int at, StringBuilder regex) {
    regex.append('\\').append(at + 1 < glob.length() ? glob.charAt(at + 1) : '\\');
    return at + 1;
  }

  private static int stars(String glob, int at, StringBuilder regex) {
    if (!glob.startsWith("**", at)) {
      regex.append("[^/]*");
      return at;
    }
    boolean isWholeStart = at == 0 || glob.charAt(at - 1) == '/';
    if (isWholeStart && glob.startsWith("/", at + 2)) {
      regex.append("(?:[^/]+/)*");
      return at + 2;
    }
    boolean isLast = isWholeStart && at + 2 == glob.length();
    regex.append(isLast ? ".*" : "[^/]*");
    return at + 1;
  }

  private static int characters(String glob, int at, StringBuilder regex) {
    int end = glob.indexOf(']', at + 2);
    if (end < 0) {
      regex.append("\\[");
      return at;
    }
    boolean negated = glob.charAt(at + 1) == '!' || glob.charAt(at + 1) == '^';
    String inside = glob.substring(at + (negated ? 2 : 1), end);
    regex.append(negated ? "[^/" : "[").append(inside.replace("[", "\\[")).append(']');
    return end;
  }
}
