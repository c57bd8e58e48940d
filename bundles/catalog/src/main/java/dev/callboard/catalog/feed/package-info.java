/** The change log as others see it: filtered by what they may read. */
package dev.callboard.catalog.feed;
