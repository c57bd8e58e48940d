package dev.callboard.scaffolder.template.tree;

/**
 * The place of a variable.
 *
 * @param hops how many functions further out
 * @param index which one there
 */
public record Slot(int hops, int index) {}
