package dev.callboard.cli.validate;

import java.io.PrintWriter;

/** The ways to write a report. The names are what the option takes. */
enum OutputFormat {
  text,
  json;

  Report report(PrintWriter out) {
    return this == json ? new JsonReport(out) : new TextReport(out);
  }
}
