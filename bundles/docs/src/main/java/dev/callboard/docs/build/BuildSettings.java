package dev.callboard.docs.build;

import dev.callboard.docs.html.HtmlPolicy;
import dev.callboard.docs.site.SiteLimits;
import dev.callboard.platform.config.Config;
import dev.callboard.platform.error.PortalException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The settings of builds.
 *
 * @param local whether this server builds at all
 * @param eager whether it builds before somebody asks
 * @param readmeAsIndex whether a README stands for a missing first page
 * @param recheck how long a tree of a host counts as unchanged
 * @param concurrency how many builds at a time
 * @param historyCommits how many commits are looked at for the last changes of pages
 * @param versions how many tags are built of an entity that asks for it
 * @param policy what pages may hold
 * @param limits how much a site may be
 */
record BuildSettings(
    boolean local,
    boolean eager,
    boolean readmeAsIndex,
    Duration recheck,
    int concurrency,
    int historyCommits,
    int versions,
    HtmlPolicy policy,
    SiteLimits limits) {
  static BuildSettings from(Config config) {
    return new BuildSettings(
        !config.string("techdocs.builder").orElse("local").equals("external"),
        config.bool("techdocs.build.eager").orElse(true),
        config.bool("techdocs.generator.mkdocs.legacyCopyReadmeMdToIndexMd").orElse(false),
        config.duration("techdocs.build.recheck").orElse(Duration.ofSeconds(60)),
        config.number("techdocs.build.concurrency").orElse(10L).intValue(),
        config.number("techdocs.history.commits").orElse(1000L).intValue(),
        config.number("techdocs.versions.max").orElse(5L).intValue(),
        new HtmlPolicy(
            Set.copyOf(config.strings("techdocs.sanitizer.allowedIframeHosts")),
            pattern(config, "techdocs.sanitizer.allowedCustomElementTagNameRegExp"),
            pattern(config, "techdocs.sanitizer.allowedCustomElementAttributeNameRegExp"),
            Set.copyOf(config.strings("techdocs.sanitizer.additionalAllowedURIProtocols"))),
        SiteLimits.from(config));
  }

  private static Pattern pattern(Config config, String key) {
    Optional<String> text = config.string(key);
    try {
      return text.map(Pattern::compile).orElse(null);
    } catch (PatternSyntaxException e) {
      throw PortalException.input(key + " must be a regular expression: " + e.getDescription());
    }
  }
}
