package dev.callboard.docs.site;

import dev.callboard.docs.html.HtmlPolicy;
import dev.callboard.docs.markdown.Diagrams;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A site to build.
 *
 * @param directory where its tree is
 * @param defaultName its title when it has none
 * @param etag of the tree, or null
 * @param readmeAsIndex whether a README of the tree becomes the first page where there is none
 * @param editUrl where a file of the tree is edited
 * @param changes when and by whom a file of the tree was changed last
 * @param policy what is allowed in pages
 * @param diagrams draws them
 * @param limits how much it may be
 * @param before the digests of the files of the version before
 * @param log takes lines for who waits
 */
public record SiteRequest(
    Path directory,
    String defaultName,
    String etag,
    boolean readmeAsIndex,
    Function<String, Optional<String>> editUrl,
    Function<String, Optional<LastChange>> changes,
    HtmlPolicy policy,
    Diagrams diagrams,
    SiteLimits limits,
    Map<String, String> before,
    Consumer<String> log) {}
