package dev.callboard.rails;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from a jar under which licences it says it comes, as SPDX identifiers. */
final class Licences {

  /** What we may pass on. Of a choice (A OR B) one has to be here. */
  static final Set<String> ALLOWED =
      Set.of(
          "Apache-2.0",
          "MIT",
          "MIT-0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "EPL-1.0",
          "EPL-2.0",
          "CC0-1.0",
          "ISC");

  private static final Pattern POM_LICENCE =
      Pattern.compile("<license>(.*?)</license>", Pattern.DOTALL);

  /** How licences are called in manifests and poms, the more exact first. */
  private static final Map<String, String> WORDING = new LinkedHashMap<>();

  static {
    WORDING.put("apache.{0,40}2(\\.0)?", "Apache-2.0");
    WORDING.put(
        "classpath.?exception|gpl2?.{0,8}cpe|gnu-classpath",
        "GPL-2.0-only WITH Classpath-exception-2.0");
    WORDING.put("epl.{0,3}2|eclipse public license.{0,8}2", "EPL-2.0");
    WORDING.put("epl.{0,4}1|eclipse public license.{0,8}1", "EPL-1.0");
    WORDING.put("edl.{0,4}1|eclipse distribution license|edl-v10", "BSD-3-Clause");
    WORDING.put("mpl.{0,3}1\\.1", "MPL-1.1");
    WORDING.put("lgpl|gnu lesser", "LGPL-2.1-only");
    WORDING.put("bsd.{0,3}2.clause|simplified bsd", "BSD-2-Clause");
    WORDING.put("bsd.{0,3}3.clause|modified bsd|asm\\.ow2\\.io/license", "BSD-3-Clause");
    WORDING.put("\\bmit\\b", "MIT");
    WORDING.put("public domain|cc0", "CC0-1.0");
  }

  private Licences() {}

  /** What the manifest and the embedded pom of the jar say; empty when they are silent. */
  static Set<String> statedBy(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      StringBuilder text = new StringBuilder();
      if (file.getManifest() != null) {
        String header = file.getManifest().getMainAttributes().getValue("Bundle-License");
        text.append(header == null ? "" : header);
      }
      for (var entry : file.stream().toList()) {
        if (entry.getName().matches("META-INF/maven/.*/pom\\.xml")) {
          try (InputStream in = file.getInputStream(entry)) {
            appendPomLicences(new String(in.readAllBytes(), StandardCharsets.UTF_8), text);
          }
        }
      }
      return identifiers(text.toString());
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + jar.getFileName(), e);
    }
  }

  private static void appendPomLicences(String pom, StringBuilder text) {
    Matcher licence = POM_LICENCE.matcher(pom);
    while (licence.find()) {
      text.append('\n').append(licence.group(1));
    }
  }

  static Set<String> identifiers(String text) {
    Set<String> found = new TreeSet<>();
    String lower = text.toLowerCase(Locale.ROOT);
    WORDING.forEach(
        (wording, id) -> {
          if (Pattern.compile(wording).matcher(lower).find()) {
            found.add(id);
          }
        });
    return found;
  }

  /** Whether one alternative of {@code A OR B} is allowed in full ({@code A AND B}). */
  static boolean isAllowed(String expression) {
    return Arrays.stream(expression.split(" OR "))
        .anyMatch(choice -> Arrays.stream(choice.split(" AND ")).allMatch(ALLOWED::contains));
  }
}
