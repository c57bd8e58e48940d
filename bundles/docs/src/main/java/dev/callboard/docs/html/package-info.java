/** Makes what authors write safe to show, and reads from it what search and reports need. */
package dev.callboard.docs.html;
