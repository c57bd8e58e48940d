/** What plugins add to the portal: their {@code ui.json} documents and the files beside them. */
package dev.callboard.ui.contributions;
