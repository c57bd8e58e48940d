/** Holds entities against checks when something changes. */
package dev.callboard.scorecards.engine;
