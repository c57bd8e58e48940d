/** JSON values as text. */
package dev.callboard.scaffolder.json;
