/**
 * The parts of a parsed template, which carry themselves out. They are immutable; what changes
 * while a template is rendered is in its {@link dev.callboard.scaffolder.template.tree.Execution}.
 */
package dev.callboard.scaffolder.template.tree;
