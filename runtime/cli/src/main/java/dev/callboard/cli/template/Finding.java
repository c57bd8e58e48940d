package dev.callboard.cli.template;

/**
 * What is wrong with a test or with what came out of it.
 *
 * @param place file, line and column, as compilers write them; only the file where there is no line
 * @param message what is wrong; lines of detail may follow
 */
record Finding(String place, String message) {
  @Override
  public String toString() {
    return place + ": " + message;
  }
}
