/** REST resources that change entities. */
package dev.callboard.catalog.rest.write;
