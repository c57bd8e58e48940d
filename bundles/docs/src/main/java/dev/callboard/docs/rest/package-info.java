/** The REST API of the documentation. */
package dev.callboard.docs.rest;
