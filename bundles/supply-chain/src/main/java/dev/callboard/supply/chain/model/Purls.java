package dev.callboard.supply.chain.model;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the package of OSV that a package URL speaks of. */
public final class Purls {
  private static final Map<String, String> DEBIAN =
      Map.of(
          "jessie",
          "8",
          "stretch",
          "9",
          "buster",
          "10",
          "bullseye",
          "11",
          "bookworm",
          "12",
          "trixie",
          "13");

  private Purls() {}

  /**
   * A package and its version.
   *
   * @param pkg which package
   * @param version empty for none
   */
  public record Versioned(PackageId pkg, String version) {}

  /**
   * Reads a package URL.
   *
   * @return empty when it is none
   */
  public static Optional<Versioned> read(String text) {
    if (!text.startsWith("pkg:")) {
      return Optional.empty();
    }
    try {
      PackageURL purl = new PackageURL(text);
      return Optional.of(new Versioned(pkg(purl), version(purl)));
    } catch (MalformedPackageURLException e) {
      return Optional.empty();
    }
  }

  private static String version(PackageURL purl) {
    String version = purl.getVersion() == null ? "" : purl.getVersion();
    String epoch = qualifier(purl, "epoch");
    boolean rpm = purl.getType().equals("rpm") && !epoch.isEmpty() && !epoch.equals("0");
    return rpm && !version.contains(":") ? epoch + ":" + version : version;
  }

  private static PackageId pkg(PackageURL purl) {
    String space = purl.getNamespace() == null ? "" : purl.getNamespace();
    String path = space.isEmpty() ? purl.getName() : space + "/" + purl.getName();
    return switch (purl.getType()) {
      case "maven" -> new PackageId("Maven", space.isEmpty() ? path : space + ":" + purl.getName());
      case "golang" -> new PackageId("Go", path);
      case "deb", "rpm", "apk" -> new PackageId(distribution(purl, space), source(purl));
      default -> of(purl.getType(), path);
    };
  }

  /**
   * Returns a package by the name that OSV, GitHub or a scanner has for its ecosystem.
   *
   * @param ecosystem such as {@code pip}, {@code PyPI} or {@code Debian:11}
   */
  public static PackageId of(String ecosystem, String name) {
    return switch (ecosystem.toLowerCase(Locale.ROOT)) {
      case "npm" -> new PackageId("npm", name);
      case "maven" -> new PackageId("Maven", name);
      case "pypi", "pip" -> new PackageId("PyPI", python(name));
      case "go", "golang", "gomod" -> new PackageId("Go", name);
      case "gem", "rubygems" -> new PackageId("RubyGems", name);
      case "cargo", "crates.io", "rust" -> new PackageId("crates.io", name);
      case "nuget" -> new PackageId("NuGet", name.toLowerCase(Locale.ROOT));
      case "composer", "packagist" -> new PackageId("Packagist", name.toLowerCase(Locale.ROOT));
      case "hex", "erlang" -> new PackageId("Hex", name);
      case "pub" -> new PackageId("Pub", name);
      default -> new PackageId(ecosystem, name);
    };
  }

  /** By PEP 503, section "Normalized Names". */
  private static String python(String name) {
    return name.replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
  }

  /** OSV speaks of source packages; some tools tell them beside the binary one. */
  private static String source(PackageURL purl) {
    String upstream = qualifier(purl, "upstream");
    int at = upstream.indexOf('@');
    String name = at < 0 ? upstream : upstream.substring(0, at);
    return name.isEmpty() ? purl.getName() : name;
  }

  private static String distribution(PackageURL purl, String space) {
    String distro = qualifier(purl, "distro").toLowerCase(Locale.ROOT);
    String release = distro.substring(distro.lastIndexOf('-') + 1);
    String[] numbers = release.split("\\.");
    return switch (space.toLowerCase(Locale.ROOT)) {
      case "debian" -> with("Debian", DEBIAN.getOrDefault(release, numbers[0]));
      case "ubuntu" -> with("Ubuntu", numbers.length > 1 ? numbers[0] + "." + numbers[1] : release);
      case "alpine" ->
          with("Alpine", numbers.length > 1 ? "v" + numbers[0] + "." + numbers[1] : "");
      case "rocky", "rocky-linux" -> with("Rocky Linux", numbers[0]);
      case "alma", "almalinux" -> with("AlmaLinux", numbers[0]);
      case "wolfi" -> "Wolfi";
      case "chainguard" -> "Chainguard";
      default -> with(space.isEmpty() ? purl.getType() : space, numbers[0]);
    };
  }

  private static String with(String name, String release) {
    return release.isEmpty() ? name : name + ":" + release;
  }

  private static String qualifier(PackageURL purl, String name) {
    Map<String, String> all = purl.getQualifiers();
    return all == null ? "" : all.getOrDefault(name, "");
  }
}
