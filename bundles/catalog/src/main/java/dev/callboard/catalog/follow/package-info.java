/** What other bundles follow the catalog with. */
package dev.callboard.catalog.follow;
