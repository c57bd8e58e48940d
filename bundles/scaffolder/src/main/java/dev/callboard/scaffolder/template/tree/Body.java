package dev.callboard.scaffolder.template.tree;

/**
 * What a macro, a caller, a block or a template does.
 *
 * @param content the statements
 * @param slots how many variables it has whose places are known
 * @param height how many levels are nested in it
 */
public record Body(Statement content, int slots, int height) {}
