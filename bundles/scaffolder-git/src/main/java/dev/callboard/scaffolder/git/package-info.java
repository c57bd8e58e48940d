/** Commits files of workspaces and pushes them. */
package dev.callboard.scaffolder.git;
