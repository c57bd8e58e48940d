/**
 * Reads templates.
 *
 * <p>The reference compiles templates to JavaScript text without parentheses around operations, so
 * it is JavaScript's ranks of operators that count, not those of its own grammar. The parser does
 * the same in two steps: the grammar decides what is accepted, the ranks decide what it means.
 */
package dev.callboard.scaffolder.template.parse;
