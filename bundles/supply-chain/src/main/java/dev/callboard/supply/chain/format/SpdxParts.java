package dev.callboard.supply.chain.format;

import dev.callboard.platform.error.PortalException;
import java.util.Set;

/** The parts of an SPDX 2 document (clauses 6, 7 and 11 of 2.3), the same in JSON and as tags. */
final class SpdxParts {
  private static final Set<String> VERSIONS = Set.of("SPDX-2.2", "SPDX-2.3");
  private static final String NONE = "NOASSERTION";

  private final Collected to;

  SpdxParts(Collected to) {
    this.to = to;
  }

  void version(Node at) {
    String version = at.text();
    if (!VERSIONS.contains(version)) {
      throw at.refuse("is '" + Collected.cut(version, 50) + "'; SPDX-2.2 and SPDX-2.3 are read");
    }
    to.specVersion = version.substring(5);
  }

  void requireVersion() {
    if (to.specVersion.isEmpty()) {
      throw PortalException.input("The document must have a spdxVersion, such as SPDX-2.3");
    }
  }

  void creator(String creator) {
    if (to.tool.isEmpty() && creator.startsWith("Tool:")) {
      to.tool = creator.substring(5).strip();
    }
  }

  void pkg(Node at, String id, String name, String version, String licence, String purl) {
    to.component(id, "", name, version.equals(NONE) ? "" : version, licence, purl, at);
  }

  static String licence(String concluded, String declared) {
    boolean known = !concluded.isEmpty() && !concluded.equals(NONE) && !concluded.equals("NONE");
    return known ? concluded : declared.equals(NONE) || declared.equals("NONE") ? "" : declared;
  }

  void relation(String from, String type, String toId) {
    switch (type) {
      case "DESCRIBES" -> to.root(toId);
      case "DESCRIBED_BY" -> to.root(from);
      case "CONTAINS", "DEPENDS_ON" -> to.edge(from, toId);
      case "CONTAINED_BY",
          "DEPENDENCY_OF",
          "BUILD_DEPENDENCY_OF",
          "DEV_DEPENDENCY_OF",
          "OPTIONAL_DEPENDENCY_OF",
          "PROVIDED_DEPENDENCY_OF",
          "RUNTIME_DEPENDENCY_OF",
          "TEST_DEPENDENCY_OF" ->
          to.edge(toId, from);
      default -> {
        // Other relations say nothing about how a package got in.
      }
    }
  }
}
