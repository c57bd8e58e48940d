package dev.callboard.scaffolder.rest;

/** A resource of the scaffolder's REST application. */
public interface ScaffolderResource {}
