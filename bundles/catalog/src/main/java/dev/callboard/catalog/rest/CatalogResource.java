package dev.callboard.catalog.rest;

/**
 * Marks a service as a REST resource of the catalog: the catalog's application serves each service
 * of this type below {@code /api/catalog}.
 */
public interface CatalogResource {}
