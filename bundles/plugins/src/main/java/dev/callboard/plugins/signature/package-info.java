/**
 * Detached signatures of plugin jars: keys, the signature file, signing and verifying. Pure JDK, so
 * that the command line and build tools can use it without a framework. The format is described in
 * {@code docs/reference/plugin-signatures.md}.
 */
package dev.callboard.plugins.signature;
