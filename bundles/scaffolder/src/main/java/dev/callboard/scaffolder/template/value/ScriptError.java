package dev.callboard.scaffolder.template.value;

/** Something in a template that is wrong, with the place in its text once that is known. */
public final class ScriptError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private int position = -1;

  /** An error of which the place is not known yet. */
  public ScriptError(String problem) {
    // Thrown and caught inside of one rendering; a stack trace would cost more than the rendering.
    super(problem, null, false, false);
  }

  /** An error at an offset of the template's text. */
  public ScriptError(String problem, int position) {
    this(problem);
    this.position = position;
  }

  /** Notes the place, unless a more exact one is known. */
  public ScriptError at(int offset) {
    if (position < 0) {
      position = offset;
    }
    return this;
  }

  /** The offset in the text, negative when it is not known. */
  public int position() {
    return position;
  }
}
