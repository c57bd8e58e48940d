/** Answers the scaffolder and pipelines. */
package dev.callboard.scorecards.gate;
