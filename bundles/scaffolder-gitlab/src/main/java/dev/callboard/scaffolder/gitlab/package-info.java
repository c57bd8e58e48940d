/** Actions of templates on GitLab. */
package dev.callboard.scaffolder.gitlab;
