/** Actions of templates on Gitea. */
package dev.callboard.scaffolder.gitea;
