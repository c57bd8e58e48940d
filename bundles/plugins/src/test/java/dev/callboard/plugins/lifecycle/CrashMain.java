package dev.callboard.plugins.lifecycle;

import dev.callboard.plugins.testing.Server;
import dev.callboard.testing.TestJar;
import java.nio.file.Path;

/** The process that {@link CrashTest} lets die in the middle of an operation. */
public final class CrashMain {
  private CrashMain() {}

  static byte[] jar(String version) {
    return TestJar.plugin("hello", version)
        .header("X-Comment", "without code, so that the process needs no compiler")
        .bytes();
  }

  /** Does the operation {@code args[1]} on the server below {@code args[0]}. */
  public static void main(String[] args) throws Exception {
    try (Server server = Server.start(Path.of(args[0]))) {
      switch (args[1]) {
        case "install" -> server.upload(jar("1.0.0"));
        case "update" -> {
          server.await("hello", "ACTIVE");
          server.upload(jar("2.0.0"));
        }
        case "remove" -> {
          server.await("hello", "ACTIVE");
          server.access().remove("hello", new ManagerPrincipal());
        }
        case "withdraw" -> {
          server.await("shipped", "ACTIVE");
          server.access().remove("shipped", new ManagerPrincipal());
        }
        case "putBack" -> server.access().putBack("shipped", new ManagerPrincipal());
        default -> throw new IllegalArgumentException(args[1]);
      }
    }
    Runtime.getRuntime().halt(0);
  }
}
