/** The REST API. */
package dev.callboard.scorecards.rest;
