package dev.callboard.docs.markdown;

/**
 * A heading of a page.
 *
 * @param level 1 to 6
 * @param id its anchor
 * @param text without markup
 */
public record Heading(int level, String id, String text) {}
