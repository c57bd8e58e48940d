/** Facts that this server knows by itself. */
package dev.callboard.scorecards.fact;
