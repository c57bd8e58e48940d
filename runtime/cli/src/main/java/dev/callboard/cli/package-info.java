/** The command line. {@link dev.callboard.cli.Callboard} is the main class of the installation. */
package dev.callboard.cli;
