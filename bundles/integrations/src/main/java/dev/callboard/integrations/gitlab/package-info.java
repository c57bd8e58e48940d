/** GitLab, in the cloud and in an enterprise. */
package dev.callboard.integrations.gitlab;
