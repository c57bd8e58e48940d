/** Looking at a repository before it is imported. */
package dev.callboard.catalog.analyze;
