package dev.callboard.plugins.inspect;

import static dev.callboard.plugins.inspect.JarRefusedException.quote;

import dev.callboard.plugins.signature.JarIdentity;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes sure that a manifest is that of a plugin bundle, whatever server it is for. */
final class ManifestCheck {
  private static final String NAMESPACE = "dev.callboard.plugin";
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final Pattern SYMBOLIC_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,200}");
  private static final Pattern VERSION =
      Pattern.compile("[0-9]{1,9}\\.[0-9]{1,9}\\.[0-9]{1,9}(\\.[A-Za-z0-9_-]{1,64})?");
  private static final List<String> PARSED =
      List.of(
          "Bundle-SymbolicName",
          "Provide-Capability",
          "Require-Capability",
          "Import-Package",
          "Export-Package",
          "DynamicImport-Package",
          "Require-Bundle",
          "Fragment-Host",
          "Bundle-ClassPath");

  private ManifestCheck() {}

  static PluginManifest check(Map<String, String> headers, InspectionLimits limits)
      throws JarRefusedException {
    checkHeaders(headers, limits);
    if (!"2".equals(headers.getOrDefault("Bundle-ManifestVersion", "").strip())) {
      throw bad("not-a-bundle", "the jar is no OSGi bundle: Bundle-ManifestVersion must be 2");
    }
    String symbolicName = symbolicName(headers);
    String version = version(headers);
    HeaderClause plugin = plugin(headers);
    String id = plugin.attributes().getOrDefault("id", "");
    if (!ID.matcher(id).matches()) {
      throw bad(
          "bad-id",
          "the plugin id "
              + quote(id)
              + " must be 1 to 63 of a-z, 0-9 and '-', and start with a letter");
    }
    return new PluginManifest(
        id,
        plugin.attributes().getOrDefault("name", ""),
        plugin.attributes().getOrDefault("description", ""),
        symbolicName,
        version,
        Collections.unmodifiableMap(headers));
  }

  private static void checkHeaders(Map<String, String> headers, InspectionLimits limits)
      throws JarRefusedException {
    for (Map.Entry<String, String> header : headers.entrySet()) {
      int count = HeaderParser.count(header.getValue());
      if (PARSED.stream().anyMatch(header.getKey()::equalsIgnoreCase)
          && count > limits.headerClauses()) {
        throw bad(
            "too-many-clauses",
            header.getKey()
                + " has "
                + count
                + " clauses; plugins.limits.headerClauses is "
                + limits.headerClauses());
      }
    }
    for (String name : PARSED) {
      try {
        HeaderParser.parse(headers.getOrDefault(name, ""));
      } catch (IllegalArgumentException e) {
        throw bad("bad-manifest", "the header " + name + " cannot be read: " + e.getMessage());
      }
    }
  }

  private static String symbolicName(Map<String, String> headers) throws JarRefusedException {
    List<HeaderClause> clauses =
        HeaderParser.parse(headers.getOrDefault("Bundle-SymbolicName", ""));
    String name = clauses.size() == 1 ? clauses.get(0).paths().get(0) : "";
    if (!SYMBOLIC_NAME.matcher(name).matches()) {
      throw bad(
          "not-a-bundle",
          "the jar is no OSGi bundle: Bundle-SymbolicName must be one name of letters, digits and"
              + " . _ -");
    }
    return name;
  }

  private static String version(Map<String, String> headers) throws JarRefusedException {
    String text = headers.getOrDefault("Bundle-Version", "");
    String version = JarIdentity.normalised(text);
    if (text.isBlank() || !VERSION.matcher(version).matches()) {
      throw bad(
          "bad-version",
          "Bundle-Version is " + quote(text) + "; it must be such as 1.2.0 or 1.2.0.qualifier");
    }
    return version;
  }

  private static HeaderClause plugin(Map<String, String> headers) throws JarRefusedException {
    List<HeaderClause> found =
        HeaderParser.parse(headers.getOrDefault("Provide-Capability", "")).stream()
            .filter(clause -> clause.paths().contains(NAMESPACE))
            .toList();
    if (found.size() != 1) {
      throw bad(
          "not-a-plugin",
          "the bundle provides "
              + found.size()
              + " capabilities dev.callboard.plugin; a plugin provides exactly one, with an id"
              + " (annotate a class with @CallboardPlugin)");
    }
    return found.get(0);
  }

  private static JarRefusedException bad(String rule, String message) {
    return new JarRefusedException(rule, message);
  }
}
