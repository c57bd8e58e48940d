/** The REST resources that read entities. */
package dev.callboard.catalog.rest.entities;
