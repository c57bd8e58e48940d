/** Draws diagrams in a process that whoever runs it can limit, and end. */
package dev.callboard.diagrams;
