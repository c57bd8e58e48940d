package dev.callboard.scaffolder.template.tree;

/**
 * One run of a template or of a block. Macros and callers that were made in it share its current
 * frame, as Nunjucks' compiled functions share a variable.
 */
final class Activation {
  private Frame frame;

  Activation(Frame frame) {
    this.frame = frame;
  }

  Frame frame() {
    return frame;
  }

  void frame(Frame current) {
    frame = current;
  }
}
