package dev.callboard.it.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.callboard.it.support.Poll;
import dev.callboard.it.support.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the archetype generates builds as it is and runs in the built product. */
class ArchetypeIT {
  private static final String[] GENERATE = {
    "-B",
    "org.apache.maven.plugins:maven-archetype-plugin:3.4.1:generate",
    "-DarchetypeCatalog=local",
    "-DarchetypeGroupId=dev.callboard",
    "-DarchetypeArtifactId=plugin-archetype",
    "-DarchetypeVersion=0.1.0-SNAPSHOT",
    "-DgroupId=com.example",
    "-DartifactId=greeter",
    "-Dversion=1.0.0-SNAPSHOT"
  };
  @TempDir Path directory;

  @Test
  void a_generated_plugin_builds_and_serves() throws Exception {
    maven(directory, GENERATE);
    Path project = directory.resolve("greeter");
    maven(project, "-q", "verify");
    try (JarFile jar = new JarFile(project.resolve("target/greeter-1.0.0-SNAPSHOT.jar").toFile())) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      assertEquals("com.example.greeter", manifest.getValue("Bundle-SymbolicName"));
      assertNull(manifest.getValue("Bundle-License"), "the licence is for its authors to choose");
    }
    try (ServerProcess server = ServerProcess.in(directory.resolve("server")).start()) {
      Jars.drop(
          project.resolve("target/greeter-1.0.0-SNAPSHOT.jar"),
          server.plugins().resolve("greeter.jar"));
      Poll.until(
          "the generated plugin to answer",
          Duration.ofSeconds(30),
          () -> server.get("/api/greeter/greeting", null).statusCode(),
          status -> status == 200);
      assertEquals(
          "{\"message\":\"Hello from Callboard\"}",
          server.get("/api/greeter/greeting", null).body());
    }
  }

  /**
   * Runs Maven offline, and only when that fails with the network: a fresh cache has no plugins.
   */
  private static void maven(Path directory, String... arguments) throws Exception {
    String[] offline = Stream.concat(Stream.of("-o"), Stream.of(arguments)).toArray(String[]::new);
    if (Commands.run(directory, "mvn", offline).status() == 0) {
      System.out.println("mvn -o went well in " + directory.getFileName());
      return;
    }
    System.out.println("mvn -o failed in " + directory.getFileName() + ", trying online");
    Commands.run(directory, "mvn", arguments).good();
  }
}
