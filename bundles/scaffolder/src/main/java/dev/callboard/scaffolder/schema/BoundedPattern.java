package dev.callboard.scaffolder.schema;

import com.networknt.schema.regex.RegularExpression;
import dev.callboard.platform.error.PortalException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of a schema, as JavaScript writes it, that gives up on texts that would take it too
 * long: matching may look at a character {@value #STEPS} times, however the pattern backtracks.
 */
final class BoundedPattern implements RegularExpression {
  private static final int STEPS = 2_000_000;

  private final Pattern pattern;

  BoundedPattern(String regex) {
    try {
      // JavaScript's end of text is not Java's, which also matches before a line break.
      pattern = Pattern.compile(regex.endsWith("$") && !regex.endsWith("\\$") ? end(regex) : regex);
    } catch (PatternSyntaxException e) {
      throw PortalException.input(
          "The schema has a pattern that is none: " + e.getDescription() + " at " + e.getIndex());
    }
  }

  private static String end(String regex) {
    return regex.substring(0, regex.length() - 1) + "\\z";
  }

  @Override
  public boolean matches(String value) {
    try {
      return pattern.matcher(new Counted(value, new int[] {STEPS})).find();
    } catch (StackOverflowError e) {
      throw tooLong();
    }
  }

  private static PortalException tooLong() {
    return PortalException.input(
        "A value cannot be held against the pattern of its schema: that takes too long");
  }

  private record Counted(CharSequence text, int[] left) implements CharSequence {
    @Override
    public char charAt(int index) {
      if (--left[0] < 0) {
        throw tooLong();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
