/** Checks and scorecards as data: read from files, with the place of each mistake. */
package dev.callboard.scorecards.define;
