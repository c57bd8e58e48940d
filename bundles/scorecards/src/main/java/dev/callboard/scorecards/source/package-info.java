/**
 * What the files of a repository tell: who owns them, how to report, what may be done with them.
 */
package dev.callboard.scorecards.source;
