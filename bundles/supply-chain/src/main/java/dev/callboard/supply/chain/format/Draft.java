package dev.callboard.supply.chain.format;

import dev.callboard.supply.chain.model.Occurrence;
import dev.callboard.supply.chain.model.PackageId;
import dev.callboard.supply.chain.model.Purls;
import dev.callboard.supply.chain.model.Severity;
import dev.callboard.supply.chain.model.Statement;
import dev.callboard.supply.chain.model.VexStatus;
import java.util.List;
import java.util.Optional;

/** An occurrence in the making; what is not told stays empty. Not thread-safe. */
final class Draft {
  private final String id;
  private List<String> aliases = List.of();
  private Optional<PackageId> pkg = Optional.empty();
  private String version = "";
  private Severity severity = Severity.UNKNOWN;
  private double score = -1;
  private String fixed = "";
  private String title = "";
  private String url = "";
  private String location = "";

  Draft(String id) {
    this.id = VulnerabilityIds.of(id);
  }

  Draft aliases(List<String> ids) {
    aliases = VulnerabilityIds.aliases(id, ids);
    return this;
  }

  /** Sets the package by its URL, or else by name within an ecosystem. */
  Draft pkg(String purl, String ecosystem, String name, String is) {
    Optional<Purls.Versioned> known = Purls.read(purl);
    pkg = known.map(Purls.Versioned::pkg);
    if (pkg.isEmpty() && !name.isEmpty()) {
      pkg = Optional.of(Purls.of(ecosystem, name));
    }
    String told = known.map(Purls.Versioned::version).orElse("");
    version = Collected.cut(told.isEmpty() ? is : told, 200);
    return this;
  }

  Draft pkg(Optional<PackageId> known, String is) {
    pkg = known;
    version = is;
    return this;
  }

  Draft severity(String text) {
    severity = Severity.ofText(text);
    return this;
  }

  Draft severity(Severity known) {
    severity = known;
    return this;
  }

  Draft score(double value) {
    score = value < 0 || value > 10 ? -1 : value;
    return this;
  }

  Draft fixed(String text) {
    fixed = Collected.cut(text, 500);
    return this;
  }

  /** Sets the first line of the first text that is not empty. */
  Draft title(String... texts) {
    for (String text : texts) {
      if (title.isEmpty() && !text.isBlank()) {
        title = Collected.cut(text.strip().lines().findFirst().orElse(""), 300);
      }
    }
    return this;
  }

  /** Sets the address; only those of the web are kept. */
  Draft url(String text) {
    String at = text.strip();
    url = at.matches("https?://[^\\s\"'<>\\\\]{1,1900}") ? at : "";
    return this;
  }

  Draft location(String text) {
    location = Collected.cut(text, 500);
    return this;
  }

  Occurrence build() {
    return new Occurrence(id, aliases, pkg, version, severity, score, fixed, title, url, location);
  }

  Statement statement(VexStatus status, String justification, String detail) {
    return new Statement(
        id,
        aliases,
        pkg,
        version,
        status,
        Collected.cut(justification, 200),
        Collected.cut(detail, 2000));
  }
}
