/** Tables of other systems. */
package dev.callboard.catalog.discovery.table;
