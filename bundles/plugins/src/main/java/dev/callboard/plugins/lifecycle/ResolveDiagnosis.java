package dev.callboard.plugins.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** Says in plain words why a bundle does not resolve: what it requires, and who offers what. */
final class ResolveDiagnosis {
  private static final Pattern PACKAGE = Pattern.compile("osgi\\.wiring\\.package=([^)]+)\\)");
  private static final Pattern LOW = Pattern.compile("\\(version>=([^)]+)\\)");
  private static final Pattern NOT_LOW = Pattern.compile("\\(!\\(version<=([^)]+)\\)\\)");
  private static final Pattern HIGH = Pattern.compile("\\(!\\(version>=([^)]+)\\)\\)");
  private static final Pattern MOST = Pattern.compile("\\(version<=([^)]+)\\)");
  private static final int MAX_OFFERS = 5;
  private static final Version NONE = Version.emptyVersion;

  private final BundleContext context;

  ResolveDiagnosis(BundleContext context) {
    this.context = context;
  }

  /** Returns a sentence for each requirement that nobody meets; empty when each is met. */
  List<String> missing(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    List<String> sentences = new ArrayList<>();
    if (revision == null) {
      return sentences;
    }
    for (BundleRequirement requirement : revision.getDeclaredRequirements(null)) {
      if (matters(requirement) && !met(requirement)) {
        sentences.add(sentence(requirement));
      }
    }
    return sentences;
  }

  private static boolean matters(BundleRequirement requirement) {
    String resolution =
        requirement.getDirectives().getOrDefault(Constants.RESOLUTION_DIRECTIVE, "mandatory");
    String effective =
        requirement.getDirectives().getOrDefault(Constants.EFFECTIVE_DIRECTIVE, "resolve");
    return resolution.equals("mandatory") && effective.equals("resolve");
  }

  private boolean met(BundleRequirement requirement) {
    return capabilities(requirement.getNamespace()).stream().anyMatch(requirement::matches);
  }

  private List<BundleCapability> capabilities(String namespace) {
    List<BundleCapability> found = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      BundleRevision revision = bundle.adapt(BundleRevision.class);
      if (revision != null) {
        found.addAll(revision.getDeclaredCapabilities(namespace));
      }
    }
    return found;
  }

  /** Returns the package that a requirement is for, or its filter when it names none. */
  static String packageOf(BundleRequirement requirement) {
    String filter = requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "");
    Matcher name = PACKAGE.matcher(filter);
    return name.find() ? name.group(1) : filter;
  }

  /** Returns the versions that a requirement accepts, in words. */
  static String rangeOf(BundleRequirement requirement) {
    return range(requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, ""));
  }

  private String sentence(BundleRequirement requirement) {
    String filter =
        requirement.getDirectives().getOrDefault(Constants.FILTER_DIRECTIVE, "(no filter)");
    if (!requirement.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE)) {
      return other(requirement.getNamespace(), filter);
    }
    Matcher name = PACKAGE.matcher(filter);
    if (!name.find()) {
      return other(requirement.getNamespace(), filter);
    }
    return "It imports the package "
        + name.group(1)
        + ", "
        + range(filter)
        + ". "
        + offers(name.group(1));
  }

  /** Returns what a filter says of versions, in words. */
  static String range(String filter) {
    // What is left when the negations are taken away are the plain bounds.
    String plain = filter.replaceAll("\\(!\\([^)]*\\)\\)", "");
    String from = find(LOW, plain, "from version ", find(NOT_LOW, filter, "above version ", ""));
    String to =
        find(HIGH, filter, "below version ", find(MOST, plain, "up to and with version ", ""));
    if (from.isEmpty() && to.isEmpty()) {
      return "any version";
    }
    return (from + " " + to).strip();
  }

  /** Returns the range of an import header in words. */
  static String words(VersionRange range) {
    if (range.equals(new VersionRange(NONE.toString()))) {
      return "any version";
    }
    return range("(&" + range.toFilterString("version") + ")");
  }

  private static String find(Pattern pattern, String filter, String words, String otherwise) {
    Matcher matcher = pattern.matcher(filter);
    return matcher.find() ? words + matcher.group(1) : otherwise;
  }

  /** Returns who exports a package, in which versions. */
  String offers(String packageName) {
    Set<String> offers = new TreeSet<>();
    for (BundleCapability capability : capabilities(PackageNamespace.PACKAGE_NAMESPACE)) {
      if (packageName.equals(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))) {
        offers.add(
            name(capability.getRevision().getBundle())
                + " offers version "
                + capability.getAttributes().get(Constants.VERSION_ATTRIBUTE));
      }
    }
    return offers.isEmpty() ? "No bundle exports it." : sentence(offers);
  }

  private String other(String namespace, String filter) {
    if (namespace.equals("osgi.ee")) {
      return "It requires another Java: "
          + filter
          + ". This server runs on Java "
          + Runtime.version().feature()
          + ".";
    }
    Set<String> offers = new TreeSet<>();
    for (BundleCapability capability : capabilities(namespace)) {
      offers.add(
          name(capability.getRevision().getBundle())
              + " offers "
              + capability.getAttributes().getOrDefault(namespace, capability.getAttributes()));
    }
    return "It requires a capability "
        + namespace
        + " with "
        + filter
        + ". "
        + (offers.isEmpty() ? "No bundle provides one." : sentence(offers));
  }

  private static String sentence(Set<String> offers) {
    List<String> shown = offers.stream().limit(MAX_OFFERS).toList();
    int more = offers.size() - shown.size();
    return "But " + String.join("; ", shown) + (more > 0 ? "; and " + more + " more" : "") + ".";
  }

  private static String name(Bundle bundle) {
    return bundle.getSymbolicName() + " " + bundle.getVersion();
  }
}
