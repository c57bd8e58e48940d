package dev.callboard.scaffolder.template.value;

/**
 * A text that is not escaped again, as macros and the filters {@code safe} and {@code escape} give.
 *
 * @param text the text, never null
 */
public record SafeText(String text) {

  /** Gives a text the safety of another value. */
  public static Object like(Object model, String text) {
    return model instanceof SafeText ? new SafeText(text) : text;
  }

  @Override
  public String toString() {
    return text;
  }
}
