package dev.callboard.cli.doctor;

import java.io.IOException;
import java.util.List;

/** One thing that the doctor looks at. */
@FunctionalInterface
interface Check {
  /** Returns what was found, not empty when there was anything to look at. May block. */
  List<Finding> run() throws IOException;
}
