/**
 * Regular expressions of ECMAScript, matched by a machine of its own.
 *
 * <p>Java's engine has other rules (white space, line ends, groups that took no part), recurses
 * with the length of the text and cannot be interrupted; engines that take linear time have neither
 * look-around nor back-references, which templates use. So expressions are compiled to a small
 * program, and a backtracking machine with a stack of its own runs it and charges each step to the
 * rendering's budget: an expression that would explode ends with the same clear error as an endless
 * loop.
 */
package dev.callboard.scaffolder.template.regex;
