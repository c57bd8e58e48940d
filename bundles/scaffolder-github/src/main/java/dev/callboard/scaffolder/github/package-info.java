/** Actions of templates on GitHub. */
package dev.callboard.scaffolder.github;
