/** What is known of how an entity came to be: the template, its version and the values. */
package dev.callboard.scaffolder.provenance;
