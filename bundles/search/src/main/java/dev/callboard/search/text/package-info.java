/** How texts become words, the same for what is indexed and what is asked. */
package dev.callboard.search.text;
