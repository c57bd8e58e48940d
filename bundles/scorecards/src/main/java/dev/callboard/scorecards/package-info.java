/** Facts, checks, scorecards and how entities stand. */
package dev.callboard.scorecards;
