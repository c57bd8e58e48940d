package dev.callboard.plugins.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.callboard.plugins.testing.Server;
import dev.callboard.testing.TestJar;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.VersionRange;

class ResolveDiagnosisTest {
  @TempDir Path root;

  @Test
  void rangesAreSaidInWords() {
    assertEquals(
        "from version 1.0.0 below version 2.0.0",
        ResolveDiagnosis.words(new VersionRange("[1,2)")));
    assertEquals(
        "above version 1.0.0 up to and with version 2.0.0",
        ResolveDiagnosis.words(new VersionRange("(1,2]")));
    assertEquals("from version 1.5.0", ResolveDiagnosis.words(new VersionRange("1.5")));
    assertEquals("any version", ResolveDiagnosis.words(new VersionRange("0")));
  }

  private static String reason(Server server, TestJar jar) {
    return server.upload(jar.bytes()).get("reason").toString();
  }

  @Test
  void aPackageThatNobodyOffersIsNamed() throws Exception {
    try (Server server = Server.start(root)) {
      String reason =
          reason(server, TestJar.plugin("a", "1.0.0").header("Import-Package", "acme.none"));
      assertEquals("It imports the package acme.none, any version. No bundle exports it.", reason);
    }
  }

  @Test
  void aLaterJavaIsNamed() throws Exception {
    try (Server server = Server.start(root)) {
      String reason =
          reason(
              server,
              TestJar.plugin("a", "1.0.0")
                  .header(
                      "Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\""));
      assertTrue(reason.contains("It requires another Java"), reason);
      assertTrue(reason.contains("This server runs on Java"), reason);
    }
  }

  @Test
  void anotherCapabilityIsNamedWithThoseThatExist() throws Exception {
    try (Server server = Server.start(root)) {
      server.upload(
          TestJar.plugin("b", "1.0.0")
              .header("Provide-Capability", "dev.callboard.plugin;id=b,acme.power;acme.power=low")
              .bytes());
      String reason =
          reason(
              server,
              TestJar.plugin("a", "1.0.0")
                  .header("Require-Capability", "acme.power;filter:=\"(acme.power=high)\""));
      assertEquals(
          "It requires a capability acme.power with (acme.power=high). But com.acme.b 1.0.0 offers"
              + " low.",
          reason);
    }
  }

  @Test
  void requirementsThatCannotBeMetTogetherAreExplainedByTheFramework() throws Exception {
    try (Server server = Server.start(root)) {
      server.upload(
          TestJar.plugin("broken", "1.0.0")
              .header("Import-Package", "acme.none")
              .header("Export-Package", "acme.api")
              .entry("acme/api/x.txt", new byte[1])
              .bytes());
      String reason =
          reason(server, TestJar.plugin("a", "1.0.0").header("Import-Package", "acme.api"));
      assertTrue(reason.contains("not all together"), reason);
      assertTrue(reason.contains("acme.none"), reason);
    }
  }

  @Test
  void optionalRequirementsDoNotCount() throws Exception {
    try (Server server = Server.start(root)) {
      assertEquals(
          "ACTIVE",
          server
              .upload(
                  TestJar.plugin("a", "1.0.0")
                      .header("Import-Package", "acme.none;resolution:=optional")
                      .bytes())
              .get("state"));
    }
  }
}
