/** Projects, people and groups of GitLab. */
package dev.callboard.catalog.discovery.gitlab;
