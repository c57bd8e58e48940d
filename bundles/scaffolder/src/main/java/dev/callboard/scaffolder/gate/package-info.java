/** The step that lets a run go on only when checks pass. */
package dev.callboard.scaffolder.gate;
