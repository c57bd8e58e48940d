package dev.callboard.scaffolder.template;

import java.util.Objects;

/**
 * How template marks look in a text. Block and comment marks are always {@code {% %}} and {@code {#
 * #}}.
 *
 * @param variableStart what begins an expression, never null or empty
 * @param variableEnd what ends an expression, never null or empty
 * @param trimBlocks whether the first line break after a block goes
 * @param lstripBlocks whether blanks in front of a block that begins a line go
 * @param cookiecutter whether the filter {@code jsonify} of cookiecutter is there
 */
public record TemplateSyntax(
    String variableStart,
    String variableEnd,
    boolean trimBlocks,
    boolean lstripBlocks,
    boolean cookiecutter) {

  /** Backstage's own: {@code ${{ expression }}}. */
  public static final TemplateSyntax DEFAULT = new TemplateSyntax("${{", "}}", false, false, false);

  /** That of cookiecutter: {@code {{ cookiecutter.name }}}. */
  public static final TemplateSyntax COOKIECUTTER =
      new TemplateSyntax("{{", "}}", false, false, true);

  /** Refuses empty marks. */
  public TemplateSyntax {
    Objects.requireNonNull(variableStart, "variableStart is null");
    Objects.requireNonNull(variableEnd, "variableEnd is null");
    if (variableStart.isEmpty() || variableEnd.isEmpty()) {
      throw new IllegalArgumentException("a variable mark is empty");
    }
  }

  /** The same marks with other rules for white space around blocks. */
  public TemplateSyntax withBlocks(boolean trim, boolean lstrip) {
    return new TemplateSyntax(variableStart, variableEnd, trim, lstrip, cookiecutter);
  }
}
