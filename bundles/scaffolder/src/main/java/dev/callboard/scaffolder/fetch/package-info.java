/** Renders trees of files that a template fetched. */
package dev.callboard.scaffolder.fetch;
