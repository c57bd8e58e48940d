package dev.callboard.cli.template;

/** A file of tests, or what it needs, that cannot be used. */
final class TestProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String place;

  TestProblem(String place, String message) {
    super(message);
    this.place = place;
  }

  Finding finding() {
    return new Finding(place, getMessage());
  }
}
