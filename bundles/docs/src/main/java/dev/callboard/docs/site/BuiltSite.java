package dev.callboard.docs.site;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was built.
 *
 * @param name the title of the site
 * @param description one sentence, or empty
 * @param digests of its files by their paths
 * @param changed the files that are new or have changed
 * @param pages what there is to know of each page
 * @param report links that lead nowhere and pages that nothing leads to
 * @param warnings what the author should know
 * @param sources the files of the tree that it was made of
 */
public record BuiltSite(
    String name,
    String description,
    Map<String, String> digests,
    Set<String> changed,
    List<Map<String, Object>> pages,
    Map<String, Object> report,
    List<String> warnings,
    Set<String> sources) {}
