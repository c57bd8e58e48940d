package dev.callboard.docs.markdown;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Marks of an editor, {@code {++new++}}, {@code {--old--}}, {@code {~~old~>new~~}} and notes. */
final class CriticMarks extends InlineMarks {
  private static final Pattern MARK =
      Pattern.compile(
          "\\{(?:\\+\\+([^{}]*?)\\+\\+|--([^{}]*?)--|~~([^{}]*?)~>([^{}]*?)~~|==([^{}]*?)==|>>([^{}]*?)<<)\\}");

  CriticMarks() {
    super('{');
  }

  @Override
  Pattern pattern() {
    return MARK;
  }

  @Override
  String html(Matcher match) {
    if (match.group(1) != null) {
      return element("ins", match.group(1));
    }
    if (match.group(2) != null) {
      return element("del", match.group(2));
    }
    if (match.group(3) != null) {
      return element("del", match.group(3)) + element("ins", match.group(4));
    }
    return match.group(5) != null
        ? element("mark", match.group(5))
        : "<span class=\"critic comment\">" + Html.escape(match.group(6)) + "</span>";
  }

  private static String element(String tag, String text) {
    return "<" + tag + " class=\"critic\">" + Html.escape(text) + "</" + tag + ">";
  }
}
