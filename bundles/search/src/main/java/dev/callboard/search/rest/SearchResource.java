package dev.callboard.search.rest;

/** A resource of the search's REST application. */
public interface SearchResource {}
