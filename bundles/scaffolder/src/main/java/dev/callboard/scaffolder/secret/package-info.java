/** Keeps secrets out of what is stored and shown. */
package dev.callboard.scaffolder.secret;
