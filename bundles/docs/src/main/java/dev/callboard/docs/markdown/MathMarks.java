package dev.callboard.docs.markdown;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Formulas in a line, {@code $x$}, handed on as they are: the reader's page draws them. */
final class MathMarks extends InlineMarks {
  private static final Pattern FORMULA =
      Pattern.compile(
          "\\$\\$([^$\\n]+)\\$\\$|\\$(?![\\s$])((?:\\\\.|[^$\\\\\\n])*?)(?<!\\s)\\$(?!\\d)");

  MathMarks() {
    super('$');
  }

  @Override
  Pattern pattern() {
    return FORMULA;
  }

  @Override
  String html(Matcher match) {
    return match.group(1) != null
        ? "<span class=\"arithmatex\">\\[" + Html.escape(match.group(1)) + "\\]</span>"
        : "<span class=\"arithmatex\">\\(" + Html.escape(match.group(2)) + "\\)</span>";
  }
}
