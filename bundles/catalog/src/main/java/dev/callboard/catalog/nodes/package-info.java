/** Several nodes on one database: whose turn it is, and how each index follows the changes. */
package dev.callboard.catalog.nodes;
