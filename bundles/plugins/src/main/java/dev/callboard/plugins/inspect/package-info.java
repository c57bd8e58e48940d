/**
 * Looks into jars that nobody has vouched for, with limits: the layout of the archive, the manifest
 * and what its classes refer to. Pure JDK; nothing here loads or runs what it looks at.
 */
package dev.callboard.plugins.inspect;
