/** Entity files as JSON values, within limits. Needs no OSGi. */
package dev.callboard.catalog.yaml;
