package dev.callboard.plugins.inspect;

import java.util.Optional;

/** Calls in a plugin's classes that an operator should know of. */
public enum RiskyCall {
  /** Ends the server. */
  EXIT("exit", "java/lang/System.exit", "java/lang/Runtime.exit"),
  /** Ends the server without a shutdown. */
  HALT("halt", "java/lang/Runtime.halt"),
  /** Starts a process. */
  EXEC("exec", "java/lang/Runtime.exec", "java/lang/ProcessBuilder.start"),
  /** Replaces the standard streams of the server. */
  STANDARD_STREAMS(
      "standard-streams",
      "java/lang/System.setOut",
      "java/lang/System.setErr",
      "java/lang/System.setIn"),
  /** Runs when the server ends, and keeps the plugin in memory until then. */
  SHUTDOWN_HOOK("shutdown-hook", "java/lang/Runtime.addShutdownHook"),
  /** Changes settings that the whole server sees. */
  GLOBAL_SETTINGS(
      "global-settings",
      "java/lang/System.setProperty",
      "java/lang/System.setProperties",
      "java/lang/System.setSecurityManager",
      "java/util/Locale.setDefault",
      "java/util/TimeZone.setDefault"),
  /** Runs native code. */
  NATIVE(
      "native",
      "java/lang/System.load",
      "java/lang/System.loadLibrary",
      "java/lang/Runtime.load",
      "java/lang/Runtime.loadLibrary"),
  /** Reads Java objects from bytes. */
  DESERIALISATION("deserialisation", "java/io/ObjectInputStream.readObject");

  private final String text;
  private final String[] methods;

  RiskyCall(String text, String... methods) {
    this.text = text;
    this.methods = methods;
  }

  /** Returns the name in the way the REST API and the configuration write it. */
  public String text() {
    return text;
  }

  static Optional<RiskyCall> of(String method) {
    for (RiskyCall call : values()) {
      for (String risky : call.methods) {
        if (risky.equals(method)) {
          return Optional.of(call);
        }
      }
    }
    return Optional.empty();
  }
}
