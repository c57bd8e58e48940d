package dev.callboard.cli.doctor;

import dev.callboard.cli.doctor.Finding.Level;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Makes all checks and prints what they find. */
final class Doctor {
  private final Patient patient;
  private final boolean quiet;

  Doctor(Patient patient, boolean quiet) {
    this.patient = patient;
    this.quiet = quiet;
  }

  /** Returns whether there are no errors. */
  boolean examine() {
    List<Finding> findings = new ArrayList<>();
    MachineCheck machine = new MachineCheck(patient);
    ConfigCheck config = new ConfigCheck(patient);
    DataCheck data = new DataCheck(patient);
    findings.addAll(safely("machine", machine::run));
    findings.addAll(safely("config", config::run));
    findings.addAll(safely("data", data::run));
    findings.addAll(safely("machine", () -> PortCheck.run(config.port(), data.inUse())));
    findings.addAll(safely("bundles", () -> new BundleCheck(patient, config.config()).run()));
    findings.addAll(safely("server", () -> ServerCheck.run(patient, config.port(), data.inUse())));
    print(findings);
    return findings.stream().noneMatch(finding -> finding.level() == Level.ERROR);
  }

  /** One check that cannot be made must not hide the others. */
  private static List<Finding> safely(String area, Check check) {
    try {
      return check.run();
    } catch (IOException e) {
      return List.of(
          Finding.error(
              area, "could not look: " + e.getClass().getSimpleName() + " " + e.getMessage(), ""));
    }
  }

  private void print(List<Finding> findings) {
    PrintWriter out = patient.terminal().out();
    for (Finding finding : findings) {
      if (quiet && finding.level() == Level.OK) {
        continue;
      }
      out.println(
          String.format("%-8s", label(finding.level()))
              + finding.area()
              + ": "
              + finding.message().replace("\n", "\n          "));
      if (!finding.advice().isEmpty()) {
        out.println("          " + finding.advice());
      }
    }
    out.println(
        count(findings, Level.ERROR) + " errors, " + count(findings, Level.WARNING) + " warnings");
  }

  private static String label(Level level) {
    return switch (level) {
      case OK -> "ok";
      case WARNING -> "warning";
      case ERROR -> "ERROR";
    };
  }

  private static long count(List<Finding> findings, Level level) {
    return findings.stream().filter(finding -> finding.level() == level).count();
  }
}
