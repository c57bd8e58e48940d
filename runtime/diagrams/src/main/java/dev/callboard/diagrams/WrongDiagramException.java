package dev.callboard.diagrams;

/** A source that is no diagram; the message is for its author. */
final class WrongDiagramException extends Exception {
  private static final long serialVersionUID = 1L;

  WrongDiagramException(String message) {
    super(message);
  }
}
