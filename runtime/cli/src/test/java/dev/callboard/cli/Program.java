package dev.callboard.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The program with captured streams and a server that only notes how it was started. */
public final class Program {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Path home;
  private final Map<String, String> environment = new HashMap<>();
  private final List<Map<String, String>> starts = new ArrayList<>();
  private int serverStatus;

  /** Creates the program as installed in a directory, which is its working directory too. */
  public Program(Path home) {
    this.home = home;
  }

  /** Sets an environment variable. */
  public Program with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Program serverEndsWith(int status) {
    serverStatus = status;
    return this;
  }

  /** Runs the program; what an earlier run printed is forgotten. */
  public int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    Terminal terminal =
        new Terminal(
            new PrintWriter(out, true), new PrintWriter(err, true), environment, home, home);
    return new Callboard(
            terminal,
            properties -> {
              starts.add(properties);
              return serverStatus;
            })
        .execute(args);
  }

  /** Returns what was printed as result. */
  public String out() {
    return out.toString();
  }

  /** Returns what was printed as problem. */
  public String err() {
    return err.toString();
  }

  List<Map<String, String>> starts() {
    return starts;
  }
}
