/** How entities stood before: their versions, and those that were deleted. */
package dev.callboard.catalog.history;
