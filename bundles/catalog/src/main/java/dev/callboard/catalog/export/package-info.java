/** Entities as tables for other programs. */
package dev.callboard.catalog.export;
