package dev.callboard.docs.site;

import java.util.List;

/**
 * An entry of the navigation as it is shown.
 *
 * @param title what it says
 * @param url where it leads to, from the root of the site or absolute; null for a section
 * @param path the source of a page, else null
 * @param children what is below
 */
record NavEntry(String title, String url, String path, List<NavEntry> children) {}
