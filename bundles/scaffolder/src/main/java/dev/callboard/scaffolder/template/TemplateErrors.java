package dev.callboard.scaffolder.template;

/** Is told of strings that could not be rendered and were left as they are. */
@FunctionalInterface
public interface TemplateErrors {

  /** Forgets errors. */
  TemplateErrors IGNORED = (text, error) -> {};

  /**
   * Tells of one string.
   *
   * @param text the string as it was, and as it stays
   * @param error why it could not be rendered
   */
  void failed(String text, TemplateException error);
}
