package dev.callboard.docs.site;

/**
 * What is around a page.
 *
 * @param previous the page before it, or null
 * @param next the page after it, or null
 * @param editUrl where it is edited, or empty
 * @param changed when and by whom it was changed last, or null when that is not known
 */
record PageAround(NavEntry previous, NavEntry next, String editUrl, LastChange changed) {}
