/** Repositories, people and teams of GitHub. */
package dev.callboard.catalog.discovery.github;
