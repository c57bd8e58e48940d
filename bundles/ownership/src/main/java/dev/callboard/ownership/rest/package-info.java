/** The REST interface. */
package dev.callboard.ownership.rest;
