package dev.callboard.catalog.analyze;

import dev.callboard.platform.config.Config;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What runs on a host, as {@code integrations} has it: it decides how the URLs of a repository look
 * and which annotation names the repository.
 */
enum SourceHost {
  GITHUB("github.com", "/blob/HEAD", "github"),
  GITLAB("gitlab.com", "/-/blob/HEAD", "gitlab"),
  BITBUCKET("bitbucket.org", "/src/HEAD", "bitbucketCloud", "bitbucketServer", "bitbucket"),
  AZURE("dev.azure.com", "", "azure");

  /** The host of the public service, which is also how its annotations start. */
  private final String publicHost;

  private final String files;
  private final List<String> sections;

  SourceHost(String publicHost, String files, String... sections) {
    this.publicHost = publicHost;
    this.files = files;
    this.sections = List.of(sections);
  }

  /** Returns what runs on a host, empty when the configuration does not tell. */
  static Optional<SourceHost> of(String host, Config config) {
    for (SourceHost each : values()) {
      if (each.publicHost.equalsIgnoreCase(host) || each.configured(config).contains(host)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  private List<String> configured(Config config) {
    return sections.stream()
        .flatMap(section -> config.sections("integrations." + section).stream())
        .flatMap(section -> section.string("host").stream())
        .map(host -> host.toLowerCase(Locale.ROOT))
        .toList();
  }

  /** Returns the annotation that names a repository. */
  Map<String, Object> annotation(RepositoryUrl repository) {
    return Map.of(publicHost + "/project-slug", repository.owner() + "/" + repository.name());
  }

  /** Returns the URL that searches a repository, or a folder of it, for a file; or empty. */
  Optional<String> search(RepositoryUrl repository, String filename) {
    if (files.isEmpty()) {
      return Optional.empty();
    }
    String below = repository.folder().isEmpty() ? files : "";
    return Optional.of(repository.root() + below + repository.folder() + "/**/" + filename);
  }
}
