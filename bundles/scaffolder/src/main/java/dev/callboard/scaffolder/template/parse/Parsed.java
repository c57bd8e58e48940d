package dev.callboard.scaffolder.template.parse;

import dev.callboard.scaffolder.template.tree.Body;
import dev.callboard.scaffolder.template.tree.Expression;
import java.util.Set;

/**
 * A template that was read.
 *
 * @param body what it does
 * @param only the expression when it is one expression and nothing else, else null
 * @param changesLists whether it may call a method that changes a list
 * @param called the names of the functions it calls
 */
public record Parsed(Body body, Expression only, boolean changesLists, Set<String> called) {}
