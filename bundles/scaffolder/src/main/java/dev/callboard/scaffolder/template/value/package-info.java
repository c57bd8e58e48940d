/** Values as JavaScript sees them: conversions, comparison, members of texts, lists and numbers. */
package dev.callboard.scaffolder.template.value;
