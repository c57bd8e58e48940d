/** The files of a task, reached through directory handles only, and their archives. */
package dev.callboard.scaffolder.workspace;
