/** Kinds as data and the checks of entities. Needs no OSGi. */
package dev.callboard.catalog.model;
