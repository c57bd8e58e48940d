package dev.callboard.docs.site;

import dev.callboard.docs.markdown.MarkdownOptions;
import java.util.List;
import java.util.Map;

/**
 * What {@code mkdocs.yml} says, as far as it counts here. Each value was checked when it was read;
 * nothing else of the file is kept.
 *
 * @param siteName the title
 * @param description one sentence, or empty
 * @param author who wrote it, or empty
 * @param copyright a line for the foot of each page, or empty
 * @param docsDir the folder of the pages, from the root of the tree
 * @param nav the entries as maps, lists and texts, or null for the order of the files
 * @param repoUrl where the sources are, or empty
 * @param editUri where a page is edited, below the former or absolute, or empty
 * @param excluded patterns of files that are no part of the site
 * @param notInNav patterns of pages that are missing in the navigation on purpose
 * @param redirects pages that have moved, from the old source to the new one
 * @param extraCss style sheets of the site, from its root
 * @param snippetPaths folders that included files are looked for in, from the root of the tree
 * @param directoryUrls whether {@code a.md} becomes {@code a/index.html}
 * @param markdown the dialect
 */
record SiteConfig(
    String siteName,
    String description,
    String author,
    String copyright,
    String docsDir,
    List<Object> nav,
    String repoUrl,
    String editUri,
    List<String> excluded,
    List<String> notInNav,
    Map<String, String> redirects,
    List<String> extraCss,
    List<String> snippetPaths,
    boolean directoryUrls,
    MarkdownOptions markdown) {}
