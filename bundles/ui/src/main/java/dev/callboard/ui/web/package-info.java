/** Serves the files of the portal and its page. */
package dev.callboard.ui.web;
