package dev.callboard.plugins.inspect;

/**
 * A jar that must not be installed. The message tells the operator what is wrong with it; text that
 * comes from the jar is quoted in a printable form.
 */
public final class JarRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String rule;

  /**
   * Creates a refusal.
   *
   * @param rule a short name of the rule that was broken, such as {@code zip-slip}
   * @param message what is wrong, and what would be right
   */
  public JarRefusedException(String rule, String message) {
    super(message);
    this.rule = rule;
  }

  /** Returns the short name of the rule that was broken. */
  public String rule() {
    return rule;
  }

  /** Returns text from a jar in a form that is safe to log: printable ASCII, not too long. */
  public static String quote(String text) {
    StringBuilder safe = new StringBuilder("'");
    for (int i = 0; i < Math.min(text.length(), 120); i++) {
      char c = text.charAt(i);
      safe.append(c >= ' ' && c < 127 ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    return safe.append(text.length() > 120 ? "…'" : "'").toString();
  }
}
