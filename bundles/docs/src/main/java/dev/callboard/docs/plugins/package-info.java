/** Documentation that plugins bring along. */
package dev.callboard.docs.plugins;
