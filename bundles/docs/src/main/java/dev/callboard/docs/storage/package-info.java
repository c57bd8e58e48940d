/** Keeps published sites. */
package dev.callboard.docs.storage;
