/** Certificates of the port. */
package dev.callboard.http.tls;
