/** The tables. */
package dev.callboard.scorecards.store;
