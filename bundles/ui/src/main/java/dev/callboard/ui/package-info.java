/** The portal in the browser. */
package dev.callboard.ui;
