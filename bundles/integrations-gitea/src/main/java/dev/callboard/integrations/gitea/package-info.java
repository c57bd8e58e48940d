/** Gitea and Forgejo. */
package dev.callboard.integrations.gitea;
