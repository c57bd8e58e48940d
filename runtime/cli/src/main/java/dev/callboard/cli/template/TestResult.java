package dev.callboard.cli.template;

import java.util.List;

/**
 * How a test went.
 *
 * @param file the file that it is in, as it was named
 * @param name its name; the file's where the file cannot be used
 * @param findings what is not as expected; none for a test that passed
 * @param millis how long it took
 */
record TestResult(String file, String name, List<Finding> findings, long millis) {
  boolean passed() {
    return findings.isEmpty();
  }
}
