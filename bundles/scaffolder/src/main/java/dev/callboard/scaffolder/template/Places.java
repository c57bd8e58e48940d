package dev.callboard.scaffolder.template;

import dev.callboard.scaffolder.template.value.ScriptError;

/** Turns offsets of a text into lines and columns. */
final class Places {
  private Places() {}

  static TemplateException exception(String text, ScriptError error) {
    int position = Math.max(0, Math.min(error.position(), text.length()));
    int line = 1;
    int start = 0;
    for (int i = text.indexOf('\n'); i >= 0 && i < position; i = text.indexOf('\n', start)) {
      line++;
      start = i + 1;
    }
    return new TemplateException(line, position - start + 1, error.getMessage());
  }
}
