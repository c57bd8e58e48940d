/**
 * The last lines that each plugin has logged. {@link dev.callboard.plugins.log.LogTap} hears every
 * line of the server on the thread that logs it, and so can tell by the classes on its stack whose
 * it is.
 */
package dev.callboard.plugins.log;
