package dev.callboard.scaffolder.template.value;

import static dev.callboard.scaffolder.template.value.Callable.argument;

import dev.callboard.scaffolder.template.regex.Regex;
import java.util.ArrayList;
import java.util.List;

/** The members of regular expressions. */
final class RegexMembers {
  private RegexMembers() {}

  static Object get(Regex regex, String name) {
    return switch (name) {
      case "source" -> regex.source();
      case "flags" -> regex.flags();
      case "global" -> regex.isGlobal();
      case "ignoreCase" -> regex.has('i');
      case "multiline" -> regex.has('m');
      case "sticky" -> regex.has('y');
      case "lastIndex" -> regex.lastIndex();
      case "toString" -> (Callable) (arguments, meter) -> regex.toString();
      case "test" ->
          (Callable)
              (arguments, meter) ->
                  exec(regex, Values.text(argument(arguments, 0), meter), meter) != null;
      case "exec" ->
          (Callable)
              (arguments, meter) -> {
                String text = Values.text(argument(arguments, 0), meter);
                int[] match = exec(regex, text, meter);
                return match == null ? null : groups(text, match);
              };
      default -> Undefined.UNDEFINED;
    };
  }

  /** One search; a global or sticky expression goes on where it ended. */
  static int[] exec(Regex regex, String text, Meter meter) {
    boolean goesOn = regex.isGlobal() || regex.has('y');
    int start = goesOn ? regex.lastIndex() : 0;
    int[] match = start > text.length() ? null : regex.find(text, start, meter);
    if (goesOn) {
      regex.lastIndex(match == null ? 0 : match[1]);
    }
    return match;
  }

  /** The texts of a match and of its groups. */
  static List<Object> groups(String text, int[] match) {
    List<Object> groups = new ArrayList<>();
    for (int i = 0; i < match.length; i += 2) {
      boolean tookPart = match[i] >= 0 && match[i + 1] >= 0;
      groups.add(tookPart ? text.substring(match[i], match[i + 1]) : Undefined.UNDEFINED);
    }
    return groups;
  }
}
