/** Decides when sites are built, from what, and where they go. */
package dev.callboard.docs.build;
