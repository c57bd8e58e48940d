package dev.callboard.docs.markdown;

/**
 * Which parts of the dialect are on that a site has to ask for.
 *
 * @param keys {@code ++ctrl+c++}
 * @param math {@code $x$} and {@code $$x$$}
 * @param lineNumbers code blocks get line numbers
 */
public record MarkdownOptions(boolean keys, boolean math, boolean lineNumbers) {
  /** Returns what TechDocs turns on by itself. */
  public static MarkdownOptions defaults() {
    return new MarkdownOptions(false, false, false);
  }
}
